using InspectFlow.Reporting.Pictures;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>What a calibration keeps beside its thresholds.</summary>
/// <param name="MapScale">The colour scale of its maps.</param>
/// <param name="JointMapScale">That of its joint maps; null for a model that gives none.</param>
public sealed record CalibrationDetails(MapScale MapScale, MapScale? JointMapScale = null)
{
    /// <summary>Gives the colour scale of the map that a score shows.</summary>
    /// <param name="score">The score, one of <see cref="ScoreNames"/>.</param>
    /// <returns>The scale.</returns>
    public MapScale ScaleOf(string score) => score is ScoreNames.Joint ? JointMapScale ?? MapScale : MapScale;
}
