using InspectFlow.Jobs.Calibrating;

namespace InspectFlow.Jobs.Training;

/// <summary>What the models of all folds scored.</summary>
/// <param name="Folds">The number of folds.</param>
/// <param name="Scores">The scores of all good images, each by the model that had not seen it.</param>
/// <param name="Files">Where the folds' scores are kept until the calibration is stored.</param>
internal sealed record CrossScores(int Folds, CalibrationScores Scores, IReadOnlyList<string> Files);
