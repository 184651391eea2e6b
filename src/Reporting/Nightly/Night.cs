using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>One run in a line's history.</summary>
public sealed record Night
{
    /// <summary>Gets the run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>Gets the calibration by which it decided, or null.</summary>
    public required CalibrationRecord? Calibration { get; init; }

    /// <summary>Gets how the scores of that calibration's good images lie, or null.</summary>
    public required DriftBands? Bands { get; init; }

    /// <summary>Gets how the run's scores lay, score by score; empty for a run that decided nothing.</summary>
    public required IReadOnlyList<ScoreDrift> Drift { get; init; }

    /// <summary>Gets how many images were put to review or rejected.</summary>
    public long Flagged => Run.Review + Run.Reject;

    /// <summary>Gets their share of the images decided on, in percent; null for a run that decided nothing.</summary>
    public double? FlaggedPercent => Percent(Flagged);

    /// <summary>Gets how long the latest attempt took, or null while it is under way.</summary>
    public TimeSpan? Duration => Run.FinishedAt - Run.StartedAt;

    /// <summary>Gives the share of the images decided on, in percent; null for a run that decided nothing.</summary>
    /// <param name="count">How many images.</param>
    /// <returns>The share, 0 to 100.</returns>
    public double? Percent(long count) => Run.Decided > 0 ? 100.0 * count / Run.Decided : null;

    /// <summary>Finds how a score lay.</summary>
    /// <param name="score">The score's name.</param>
    /// <returns>Its drift, or null where there is none.</returns>
    public ScoreDrift? DriftOf(string score) => Drift.FirstOrDefault(d => string.Equals(d.Score, score, StringComparison.Ordinal));
}
