namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    internal const string NeighboursSql =
        """
        SELECT n.content_hash, n.model_id, n.good_hash, g.path AS good_path, n.correlation, g.picture
        FROM json_each(@hashes) h
        CROSS JOIN neighbour n ON n.content_hash = h.value AND n.model_id = @modelId
        CROSS JOIN good_picture g ON g.model_id = n.model_id AND g.content_hash = n.good_hash
        """;

    /// <summary>Tells whether a model has a gallery of good images.</summary>
    /// <param name="modelId">The model.</param>
    /// <returns>True when it has.</returns>
    public bool HasGallery(string modelId) => database.Read(session =>
        session.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM good_picture WHERE model_id = @modelId)", new { modelId }));

    /// <summary>Keeps a model's gallery of good images, all at once. One that it has already stays as it is.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="pictures">The images.</param>
    public void AddGallery(string modelId, IReadOnlyCollection<GoodPicture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        database.Write(session =>
        {
            const string exists = "SELECT EXISTS (SELECT 1 FROM good_picture WHERE model_id = @modelId)";
            if (!session.Scalar<bool>(exists, new { modelId }))
            {
                using var writer = new EvidenceWriter(session, modelId, Now());
                foreach (var picture in pictures)
                {
                    writer.Write(picture);
                }
            }

            return true;
        });
    }

    /// <summary>Lists the looks of a model's gallery.</summary>
    /// <param name="modelId">The model.</param>
    /// <returns>The looks, by content.</returns>
    public IReadOnlyList<GoodLook> ListGoodLooks(string modelId) => database.Read(session => session.List<GoodLook>(
        "SELECT content_hash, look FROM good_picture WHERE model_id = @modelId ORDER BY content_hash", new { modelId }));

    /// <summary>Finds the good images nearest to some contents, in one query.</summary>
    /// <param name="contentHashes">The SHA-256 of the image files.</param>
    /// <param name="modelId">The model whose good images are asked for.</param>
    /// <returns>By content its neighbour; a content without one is left out.</returns>
    public IReadOnlyDictionary<string, NeighbourRecord> FindNeighbours(IReadOnlyCollection<string> contentHashes, string modelId) =>
        database.Read(session => session.List<NeighbourRecord>(NeighboursSql, new { hashes = Distinct(contentHashes), modelId }))
            .ToDictionary(r => r.ContentHash, StringComparer.Ordinal);
}
