namespace InspectFlow.Scoring;

/// <summary>How well local maps mark the defective pixels of a labelled test set.</summary>
/// <param name="Auroc">
/// The area under the ROC curve over all pixels of all pictures, ties counting half; null when there is no good or no defective pixel.
/// </param>
/// <param name="AurocError">How far <paramref name="Auroc"/> can lie from the exact value, either way; 0 where it is exact.</param>
/// <param name="Aupro">
/// The area under the per-region-overlap curve up to a false-positive rate of 30 %, over 0.3 (Bergmann et al., "The MVTec Anomaly
/// Detection Dataset", IJCV 2021); null as <paramref name="Auroc"/>.
/// </param>
/// <param name="AuproError">How far <paramref name="Aupro"/> can lie from the exact value, either way; 0 where it is exact.</param>
public sealed record PixelMetrics(double? Auroc, double AurocError, double? Aupro, double AuproError);
