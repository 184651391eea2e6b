namespace InspectFlow.Ingest;

/// <summary>How good images are divided so that each is scored once by a model that never saw it.</summary>
/// <param name="Folds">
/// A split for each fold: its <see cref="SplitManifest.Calibrate"/> side is the fold, fit and select are the rest. Every image
/// lies in exactly one fold.
/// </param>
/// <param name="Final">The split of the model that is used: all images fit or select, none calibrates.</param>
public sealed record FoldPlan(IReadOnlyList<SplitManifest> Folds, SplitManifest Final);
