namespace InspectFlow.Reporting.Storage;

/// <summary>Finds the picture to show among those kept of a content.</summary>
public static class EvidenceLookup
{
    /// <summary>Finds a picture of the source: the thumbnail or the large one.</summary>
    /// <param name="records">What is kept of one content.</param>
    /// <param name="kind">Which.</param>
    /// <returns>The record, or null where there is none.</returns>
    public static EvidenceRecord? Find(this IEnumerable<EvidenceRecord> records, EvidenceKind kind) =>
        records.FirstOrDefault(r => r.Kind == kind && r.ModelId is null);

    /// <summary>Finds a picture of a map: the one that shows what a calibration decides by.</summary>
    /// <param name="records">What is kept of one content.</param>
    /// <param name="kind">Which.</param>
    /// <param name="modelId">The calibration's model.</param>
    /// <param name="score">The calibration's score.</param>
    /// <returns>The record, or null where there is none of that model and score.</returns>
    public static EvidenceRecord? Find(this IEnumerable<EvidenceRecord> records, EvidenceKind kind, string modelId, string score) =>
        records.FirstOrDefault(r => r.Kind == kind &&
            string.Equals(r.ModelId, modelId, StringComparison.Ordinal) && string.Equals(r.Score, score, StringComparison.Ordinal));
}
