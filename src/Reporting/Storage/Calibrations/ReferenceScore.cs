namespace InspectFlow.Reporting.Storage;

/// <summary>
/// Every score of one calibration image, so that another score or percentile can be calibrated without the images.
/// </summary>
public sealed record ReferenceScore : ScoreValues
{
    /// <summary>Gets the SHA-256 of the image file, lower-case hexadecimal.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets the image's path, as the source named it.</summary>
    public required string Path { get; init; }
}
