using System.Globalization;

namespace InspectFlow.Scoring;

/// <summary>
/// Chooses the score that decides, by defects of families that training never saw, painted on good images that it was not fitted to. The
/// family's default stays unless another score is clearly better: painted defects are not the line's own, and the best of several
/// figures is flattered by chance.
/// </summary>
public static class ScoreChooser
{
    /// <summary>By how much another score's mean area must exceed the default's, unless told otherwise.</summary>
    public const double DefaultMargin = 0.1;

    /// <summary>Compares scores.</summary>
    /// <param name="trials">What each score says, all of the same families; of equal ones the earlier is preferred.</param>
    /// <param name="familyDefault">The score that decides unless another is better; where it was not tried, the best of all is taken.</param>
    /// <param name="margin">By how much the mean area of another must exceed the default's.</param>
    /// <returns>The recommendation; null where there is nothing to compare by: no score, no family, or no image on one side.</returns>
    /// <exception cref="ArgumentException">The scores were tried on different families.</exception>
    public static ScoreRecommendation? Choose(IReadOnlyList<ScoreTrial> trials, string familyDefault, double margin = DefaultMargin)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(familyDefault);
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        if (trials.Any(t => !t.Painted.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(trials[0].Painted.Keys)))
        {
            throw new ArgumentException("The scores were tried on different families of defects.", nameof(trials));
        }

        if (trials.Count == 0 || trials[0].Painted.Count == 0 || trials.Any(t => t.Good.Count == 0 || t.Painted.Values.Any(p => p.Count == 0)))
        {
            return null;
        }

        // The order is stable: of equal scores the one that was named first stands first.
        List<ScoreSeparation> separations = [.. trials.Select(Separate).OrderByDescending(s => s.MeanAuroc)];
        var fallback = separations.Find(s => string.Equals(s.Score, familyDefault, StringComparison.Ordinal));
        var best = separations[0];
        var chosen = fallback is null || best.MeanAuroc > fallback.MeanAuroc + margin ? best : fallback;
        return new(chosen.Score, Reason(chosen, separations, margin), separations);
    }

    private static ScoreSeparation Separate(ScoreTrial trial)
    {
        double[] good = [.. trial.Good.Select(Ranked)];
        var areas = trial.Painted.ToDictionary(p => p.Key, p => Auroc.Of(good, [.. p.Value.Select(Ranked)])!.Value, StringComparer.Ordinal);
        return new(trial.Score, areas.Values.Average(), areas);
    }

    private static double Ranked(double value) => double.IsNaN(value) ? double.PositiveInfinity : value;

    private static string Reason(ScoreSeparation chosen, List<ScoreSeparation> separations, double margin)
    {
        var others = separations.Where(s => s != chosen).Select(s => $"{s.Score} {Text(s.MeanAuroc)}").ToList();
        var compared = others.Count == 0 ? string.Empty : $"; {string.Join(", ", others)}";
        var kept = separations[0] == chosen
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $"; the default, since no other is better by more than {margin:0.###}");
        return $"{Text(chosen.MeanAuroc)} on held-out painted defects{compared}{kept}";
    }

    private static string Text(double area) => area.ToString("F2", CultureInfo.InvariantCulture);
}
