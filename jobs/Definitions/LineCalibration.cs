using System.ComponentModel.DataAnnotations;
using InspectFlow.Ingest;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Definitions;

/// <summary>How a line's scores become decisions.</summary>
public sealed record LineCalibration
{
    /// <summary>
    /// Gets the score that decides, or null for the one that the model recommends, which training chose with painted defects, or where it
    /// recommends none for its family's: <c>joint</c> for <c>feature</c>, <c>typicality</c> for <c>realnvp-dense</c>, which has no local map
    /// and so neither <c>peak</c>, <c>local_typicality</c> nor <c>joint</c>, else <c>local_typicality</c>. A line with tiling has no
    /// <c>joint</c>, <c>feature</c> no <c>complexity</c> and without tiling no <c>local_typicality</c>. All scores that a model has are stored,
    /// whichever decides.
    /// </summary>
    [AllowedValues(null, ScoreNames.Nll, ScoreNames.Peak, ScoreNames.Typicality, ScoreNames.Complexity, ScoreNames.LocalTypicality,
        ScoreNames.LastScale, ScoreNames.Joint,
        ErrorMessage = "must be \"nll\", \"peak\", \"typicality\", \"complexity\", \"local_typicality\", \"last_scale\" or \"joint\"")]
    public string? Score { get; init; }

    /// <summary>
    /// Gets how much of the image the peak score averages: the given percentage of its pixels, those of the largest local NLL. Null, the
    /// default, is 1, and 0.05 for <c>feature</c>, whose maps are less noisy and whose pictures are larger: a defect of a fiftieth of the
    /// side.
    /// </summary>
    [Range(0.001, 100.0)]
    public double? PeakPercent { get; init; }

    /// <summary>
    /// Gets the number of folds for cross-scoring, for lines with few good images; null, the default, keeps images of their own
    /// for calibration. With K folds, K models are trained, each without its fold of the images, and score the fold; all good
    /// images calibrate, approximately, and all of them train the model that is used.
    /// </summary>
    [Range(FoldPlanner.FewestFolds, FoldPlanner.MostFolds)]
    public int? Folds { get; init; }

    /// <summary>Gets the percentiles of the good images' scores above which a part is reviewed or rejected.</summary>
    [Required]
    public CalibrationOptions Percentiles { get; init; } = new();
}
