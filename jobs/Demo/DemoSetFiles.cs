namespace InspectFlow.Jobs.Demo;

/// <summary>Where a demo set is.</summary>
/// <param name="Folder">
/// The set's folder. With <c>train/good</c>, <c>test/KIND</c> and <c>ground_truth/KIND</c> it has the MVTec AD layout,
/// so that <c>evaluate</c> reads it.
/// </param>
/// <param name="TrainFolder">The good parts to learn from.</param>
/// <param name="NightFolder">A night's pictures: good and defective parts, duplicates, and files that are no pictures.</param>
/// <param name="LabelsFile">The truth about the night folder, a CSV file: path, label, kind.</param>
/// <param name="Labels">The same, in the order of the file.</param>
public sealed record DemoSetFiles(
    string Folder, string TrainFolder, string NightFolder, string LabelsFile, IReadOnlyList<DemoLabel> Labels);
