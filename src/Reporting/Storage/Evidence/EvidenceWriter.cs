namespace InspectFlow.Reporting.Storage;

/// <summary>Stores pictures once each, and which content they show.</summary>
internal sealed class EvidenceWriter(StoreSession session, string modelId, string now) : IDisposable
{
    private readonly Statement insertPicture = session.Prepare(
        """
        INSERT INTO picture (sha256, media_type, width, height, bytes) VALUES (@sha256, @type, @width, @height, @bytes)
        ON CONFLICT DO NOTHING
        """);

    private readonly Statement insertEvidence = session.Prepare(
        """
        INSERT INTO evidence (content_hash, kind, model_id, picture, reason, added_at)
        VALUES (@hash, @kind, @model, @picture, @reason, @now) ON CONFLICT DO NOTHING
        """);

    public void Write(string contentHash, IEnumerable<EvidencePicture> pictures)
    {
        foreach (var evidence in pictures)
        {
            var picture = evidence.Picture;
            insertPicture.Set("@sha256", picture.Sha256).Set("@type", picture.MediaType).Set("@width", picture.Width)
                .Set("@height", picture.Height).Set("@bytes", picture.Bytes).Execute();
            var isMap = evidence.Kind == EvidenceKind.Map;
            insertEvidence.Set("@hash", contentHash).Set("@kind", isMap ? "map" : "thumbnail")
                .Set("@model", isMap ? modelId : null).Set("@picture", picture.Sha256)
                .Set("@reason", Text(evidence.Reason)).Set("@now", now).Execute();
        }
    }

    public void Dispose()
    {
        insertPicture.Dispose();
        insertEvidence.Dispose();
    }

    private static string Text(EvidenceReason reason) => reason switch
    {
        EvidenceReason.Flagged => "flagged",
        EvidenceReason.Extremal => "extremal",
        _ => "audit",
    };
}
