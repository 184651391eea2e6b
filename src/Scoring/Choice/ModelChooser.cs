using System.Globalization;

namespace InspectFlow.Scoring;

/// <summary>
/// Chooses among models of one line by how well each tells painted defects, of families that none of them learned from, from good images.
/// </summary>
public static class ModelChooser
{
    /// <summary>By how much another's mean area must exceed the first's, unless told otherwise: less may be chance.</summary>
    public const double DefaultMargin = 0.05;

    /// <summary>Chooses.</summary>
    /// <param name="trials">The models, the one that is taken unless another is better first; at least one.</param>
    /// <param name="margin">By how much the mean area of another must exceed the first's.</param>
    /// <returns>The choice.</returns>
    /// <exception cref="ArgumentException">There is no model.</exception>
    public static ModelComparison Choose(IReadOnlyList<ModelTrial> trials, double margin = DefaultMargin)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        if (trials.Count == 0)
        {
            throw new ArgumentException("There is no model to choose from.", nameof(trials));
        }

        var best = Enumerable.Range(0, trials.Count).MaxBy(i => trials[i].MeanAuroc);
        var chosen = trials[best].MeanAuroc > trials[0].MeanAuroc + margin ? best : 0;
        var others = trials.Where((_, i) => i != chosen).Select(Text);
        var kept = best == chosen
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $"; the first choice, since no other is better by more than {margin:0.###}");
        return new(chosen, $"{Text(trials[chosen])} on held-out painted defects; {string.Join(", ", others)}{kept}");
    }

    private static string Text(ModelTrial trial) =>
        string.Create(CultureInfo.InvariantCulture, $"{trial.Name} {trial.MeanAuroc:F2} ({trial.Score})");
}
