using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Sessions;

/// <summary>Makes decisions from an image's scores by the one that its calibration is for.</summary>
internal sealed class Decider(CalibrationRecord calibration)
{
    private readonly DecisionMaker maker = new(calibration.Calibration);

    /// <summary>Decides. A deciding score that the image lacks, or that is not finite, rejects.</summary>
    public Decision Decide(ScoreValues scores) => maker.Decide(scores.Value(calibration.Score) ?? double.NaN);
}
