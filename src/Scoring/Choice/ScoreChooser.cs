using System.Globalization;

namespace InspectFlow.Scoring;

/// <summary>
/// Chooses the score that decides, by defects of families that training never saw, painted on good images that it was not fitted to: by how
/// many of them lie above the threshold that calibration images set, since one odd good image costs some scores their threshold and others
/// not; by the area under the ROC curve, which knows nothing of thresholds, where there are too few such images. The family's default stays
/// unless another score is clearly better: painted defects are not the line's own, and the best of several figures is flattered by chance.
/// </summary>
public static class ScoreChooser
{
    /// <summary>By how much another score's share found (<see cref="FoundFactor"/>), or mean area, must exceed the default's, unless told otherwise.</summary>
    public const double DefaultMargin = 0.1;

    /// <summary>How many times as many another score must find: painted defects favour what learned from painted ones.</summary>
    public const double FoundFactor = 2;

    /// <summary>Fewer calibration images than this say too little of a threshold.</summary>
    public const int FewestForThreshold = 20;

    /// <summary>Compares scores.</summary>
    /// <param name="trials">What each score says, all of the same families; of equal ones the earlier is preferred.</param>
    /// <param name="familyDefault">The score that decides unless another is better; where it was not tried, the best of all is taken.</param>
    /// <param name="margin">By how much the share that another finds, or its mean area, must exceed the default's.</param>
    /// <param name="percentile">The review threshold's percentile, in percent; the highest that the calibration images support where that is lower.</param>
    /// <returns>The recommendation; null where there is nothing to compare by: no score, no family, or no image on one side.</returns>
    /// <exception cref="ArgumentException">The scores were tried on different families.</exception>
    public static ScoreRecommendation? Choose(
        IReadOnlyList<ScoreTrial> trials, string familyDefault, double margin = DefaultMargin, double percentile = CalibrationDefaults.Review)
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
        var counted = trials.Min(t => t.Calibrate.Count);
        double? supported = counted < FewestForThreshold ? null : Math.Min(percentile, PercentileRank.Highest(counted));
        List<ScoreSeparation> separations = [.. trials.Select(t => Separate(t, supported)).OrderByDescending(Merit)];
        var fallback = separations.Find(s => string.Equals(s.Score, familyDefault, StringComparison.Ordinal));
        var best = separations[0];
        var chosen = fallback is null || IsClearlyBetter(best, fallback, margin) ? best : fallback;
        return new(chosen.Score, Reason(chosen, separations, margin, supported), separations);
    }

    private static bool IsClearlyBetter(ScoreSeparation other, ScoreSeparation fallback, double margin) =>
        Merit(other) > Merit(fallback) + margin && (fallback.Found is not { } found || other.Found > FoundFactor * found);

    private static double Merit(ScoreSeparation separation) => separation.Found ?? separation.MeanAuroc;

    private static ScoreSeparation Separate(ScoreTrial trial, double? percentile)
    {
        double[] good = [.. trial.Good.Select(Ranked)];
        var areas = trial.Painted.ToDictionary(p => p.Key, p => Auroc.Of(good, [.. p.Value.Select(Ranked)])!.Value, StringComparer.Ordinal);
        var separation = new ScoreSeparation(trial.Score, areas.Values.Average(), areas);
        return percentile is { } p ? separation with { Found = Found(trial, p) } : separation;
    }

    private static double Found(ScoreTrial trial, double percentile)
    {
        var threshold = trial.Calibrate.Select(Ranked).Order().ElementAt(PercentileRank.Of(trial.Calibrate.Count, percentile) - 1);
        return trial.Painted.Values.Average(family => family.Count(v => Ranked(v) > threshold) / (double)family.Count);
    }

    private static double Ranked(double value) => double.IsNaN(value) ? double.PositiveInfinity : value;

    private static string Reason(ScoreSeparation chosen, List<ScoreSeparation> separations, double margin, double? percentile)
    {
        var others = separations.Where(s => s != chosen).Select(s => $"{s.Score} {Text(s)}").ToList();
        var compared = others.Count == 0 ? string.Empty : $"; {string.Join(", ", others)}";
        var kept = separations[0] == chosen
            ? string.Empty
            : percentile is null ? string.Create(CultureInfo.InvariantCulture, $"; the default, since no other is better by more than {margin:0.###}")
            : string.Create(CultureInfo.InvariantCulture, $"; the default, since no other finds both more than {FoundFactor} times as many and more than {100 * margin:0.#} percentage points more");
        return percentile is { } p
            ? string.Create(CultureInfo.InvariantCulture, $"finds {Text(chosen)} of held-out painted defects at percentile {p:0.##}{compared}{kept}")
            : $"{Text(chosen)} on held-out painted defects{compared}{kept}";
    }

    private static string Text(ScoreSeparation separation) => separation.Found is { } found
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * found:F0} %")
        : separation.MeanAuroc.ToString("F2", CultureInfo.InvariantCulture);
}
