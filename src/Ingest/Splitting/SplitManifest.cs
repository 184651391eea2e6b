namespace InspectFlow.Ingest;

/// <summary>Which good image serves what. Written into the model's bundle.</summary>
/// <param name="Seed">The seed that chose.</param>
/// <param name="Fit">The images that train weights.</param>
/// <param name="Select">The images for early stopping and for choosing scores and settings.</param>
/// <param name="Calibrate">The images whose scores set the thresholds; nothing else touches them.</param>
/// <param name="Warnings">Where the split is not what was asked for; empty otherwise.</param>
public sealed record SplitManifest(
    long Seed,
    IReadOnlyList<SplitEntry> Fit,
    IReadOnlyList<SplitEntry> Select,
    IReadOnlyList<SplitEntry> Calibrate,
    IReadOnlyList<string> Warnings);
