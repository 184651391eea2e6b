namespace InspectFlow.Reporting.Storage;

/// <summary>A place in the review queue. It stays good when the image that it names leaves the filter.</summary>
/// <param name="Severity">The image's <see cref="ReviewRow.Severity"/>.</param>
/// <param name="DecidedAt">When the image was decided on.</param>
/// <param name="CaptureId">The image, by its capture's id.</param>
public sealed record ReviewCursor(double Severity, DateTimeOffset DecidedAt, string CaptureId);
