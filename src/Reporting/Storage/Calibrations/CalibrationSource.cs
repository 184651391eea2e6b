namespace InspectFlow.Reporting.Storage;

/// <summary>Where the scores of a calibration come from, as <see cref="NewCalibration.Source"/> has it.</summary>
public static class CalibrationSource
{
    /// <summary>Images that training kept apart were scored for it.</summary>
    public const string HeldOut = "held-out";

    /// <summary>Another calibration's scores were used again.</summary>
    public const string Stored = "stored";

    private const string CrossScored = "cross-scored";

    /// <summary>K models scored what each had not seen.</summary>
    /// <param name="folds">The number of models, K.</param>
    /// <returns>The source.</returns>
    public static string CrossScoredBy(int folds) => FormattableString.Invariant($"{CrossScored}, {folds} folds: approximate");

    /// <summary>
    /// Tells whether a source is one of <see cref="CrossScoredBy"/>: its likelihoods are of several models and compare with no single one's.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <returns>True when it is.</returns>
    public static bool IsCrossScored(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.StartsWith(CrossScored, StringComparison.Ordinal);
    }
}
