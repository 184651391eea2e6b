using System.Text.Json;

namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    // CROSS JOIN has the contents looked up one by one, whatever the planner thinks of their number.
    internal const string EvidenceSql =
        """
        SELECT e.content_hash, e.kind, e.model_id, e.score, e.scale_low, e.scale_high, e.peak_x, e.peak_y, e.picture, e.reason, e.added_at
        FROM json_each(@hashes) h CROSS JOIN evidence e ON e.content_hash = h.value
        """;

    /// <summary>Keeps pictures of a content that is stored already. What it has already stays as it is.</summary>
    /// <param name="contentHash">The SHA-256 of the image file that they show.</param>
    /// <param name="modelId">The model whose maps they are.</param>
    /// <param name="pictures">The pictures.</param>
    /// <param name="neighbour">The good picture of the model that is nearest to it, or null.</param>
    public void AddEvidence(
        string contentHash, string modelId, IReadOnlyList<EvidencePicture> pictures, Neighbour? neighbour = null) =>
        database.Write(session =>
        {
            using var writer = new EvidenceWriter(session, modelId, Now());
            writer.Write(contentHash, pictures, neighbour);
            return true;
        });

    /// <summary>Lists the pictures kept of a content.</summary>
    /// <param name="contentHash">The SHA-256 of the image file that they show.</param>
    /// <returns>The pictures by kind, the latest first.</returns>
    public IReadOnlyList<EvidenceRecord> ListEvidence(string contentHash) =>
        ListEvidence([contentHash]).GetValueOrDefault(contentHash, []);

    /// <summary>Lists the pictures kept of some contents, in one query.</summary>
    /// <param name="contentHashes">The SHA-256 of the image files that they show.</param>
    /// <returns>By content its pictures by kind, the latest first; a content without pictures is left out.</returns>
    public IReadOnlyDictionary<string, IReadOnlyList<EvidenceRecord>> ListEvidence(IReadOnlyCollection<string> contentHashes)
    {
        var rows = database.Read(session => session.List<EvidenceRecord>(EvidenceSql, new { hashes = Distinct(contentHashes) }));
        return rows.GroupBy(r => r.ContentHash, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            IReadOnlyList<EvidenceRecord> (g) => [.. g.OrderBy(r => r.Kind).ThenByDescending(r => r.AddedAt)],
            StringComparer.Ordinal);
    }

    /// <summary>Reads a kept picture.</summary>
    /// <param name="sha256">The picture's SHA-256.</param>
    /// <returns>The picture, or null when there is none.</returns>
    public EncodedPicture? GetPicture(string sha256) => database.Read(session => session.Find<EncodedPicture>(
        "SELECT sha256, media_type, width, height, bytes FROM picture WHERE sha256 = @sha256", new { sha256 }));

    private static string Distinct(IReadOnlyCollection<string> contentHashes) =>
        JsonSerializer.Serialize(contentHashes.Distinct(StringComparer.Ordinal));
}
