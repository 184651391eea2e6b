using InspectFlow.Ingest;
using InspectFlow.Jobs.Choosing;

namespace InspectFlow.Jobs.Training;

/// <summary>Counts the pictures that are scored once a model is there and before it decides, so that a time budget leaves room for them.</summary>
internal static class LaterScoring
{
    /// <summary>Counts those of a model that may decide: its references by *select* and *calibrate* images, its trial, and its calibration.</summary>
    public static int Of(PreprocessingOptions preprocessing, SplitManifest split) =>
        split.Select.Count + ScoreTrials.Scored(preprocessing, split.Select.Count, split.Calibrate.Count) + (2 * split.Calibrate.Count);

    /// <summary>Counts those of a fold's model: its references and what it scores for the calibration.</summary>
    public static int OfFold(SplitManifest split) => split.Select.Count + split.Calibrate.Count;
}
