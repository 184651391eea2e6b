namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    /// <summary>Keeps pictures of a content that is stored already. A kind that it has already stays as it is.</summary>
    /// <param name="contentHash">The SHA-256 of the image file that they show.</param>
    /// <param name="modelId">The model whose maps they are.</param>
    /// <param name="pictures">The pictures.</param>
    public void AddEvidence(string contentHash, string modelId, IReadOnlyList<EvidencePicture> pictures) =>
        database.Write(session =>
        {
            using var writer = new EvidenceWriter(session, modelId, Now());
            writer.Write(contentHash, pictures);
            return true;
        });

    /// <summary>Lists the pictures kept of a content.</summary>
    /// <param name="contentHash">The SHA-256 of the image file that they show.</param>
    /// <returns>The pictures, thumbnails before maps, the latest map first.</returns>
    public IReadOnlyList<EvidenceRecord> ListEvidence(string contentHash) => database.Read(session =>
        session.List<EvidenceRecord>(
            """
            SELECT content_hash, kind, model_id, picture, reason, added_at FROM evidence
            WHERE content_hash = @contentHash ORDER BY kind DESC, added_at DESC
            """,
            new { contentHash }));

    /// <summary>Reads a kept picture.</summary>
    /// <param name="sha256">The picture's SHA-256.</param>
    /// <returns>The picture, or null when there is none.</returns>
    public EncodedPicture? GetPicture(string sha256) => database.Read(session => session.Find<EncodedPicture>(
        "SELECT sha256, media_type, width, height, bytes FROM picture WHERE sha256 = @sha256", new { sha256 }));
}
