using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>Good images scored to calibrate on.</summary>
/// <param name="References">Every score of every image, each content once.</param>
/// <param name="MapScale">The colour scale of their maps.</param>
/// <param name="Failed">The images that could not be read, "path: reason".</param>
internal sealed record CalibrationScores(IReadOnlyList<ReferenceScore> References, MapScale MapScale, IReadOnlyList<string> Failed)
{
    /// <summary>Puts the scores of several models together; the colour scale is the mean of theirs.</summary>
    public static CalibrationScores Pool(IReadOnlyCollection<CalibrationScores> parts) => new(
        [.. parts.SelectMany(p => p.References)],
        new(parts.Average(p => p.MapScale.Low), parts.Average(p => p.MapScale.High)),
        [.. parts.SelectMany(p => p.Failed)]);
}
