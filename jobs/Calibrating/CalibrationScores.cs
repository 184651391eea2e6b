using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>Good images scored to calibrate on.</summary>
/// <param name="References">Every score of every image, each content once.</param>
/// <param name="MapScale">The colour scale of their maps.</param>
/// <param name="Failed">The images that could not be read, "path: reason".</param>
/// <param name="JointMapScale">The colour scale of their joint maps; null for a model that gives none.</param>
internal sealed record CalibrationScores(
    IReadOnlyList<ReferenceScore> References, MapScale MapScale, IReadOnlyList<string> Failed, MapScale? JointMapScale = null)
{
    /// <summary>Puts the scores of several models together; the colour scale is the mean of theirs.</summary>
    public static CalibrationScores Pool(IReadOnlyCollection<CalibrationScores> parts) => new(
        [.. parts.SelectMany(p => p.References)],
        Mean(parts.Select(p => p.MapScale)),
        [.. parts.SelectMany(p => p.Failed)],
        parts.All(p => p.JointMapScale is not null) ? Mean(parts.Select(p => p.JointMapScale!)) : null);

    private static MapScale Mean(IEnumerable<MapScale> scales) => new(scales.Average(s => s.Low), scales.Average(s => s.High));
}
