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
        INSERT INTO evidence (content_hash, kind, model_id, score, scale_low, scale_high, peak_x, peak_y, picture, reason, added_at)
        VALUES (@hash, @kind, @model, @score, @low, @high, @x, @y, @picture, @reason, @now) ON CONFLICT DO NOTHING
        """);

    private readonly Statement insertNeighbour = session.Prepare(
        """
        INSERT INTO neighbour (content_hash, model_id, good_hash, correlation) VALUES (@hash, @model, @good, @correlation)
        ON CONFLICT DO NOTHING
        """);

    private readonly Statement insertGood = session.Prepare(
        """
        INSERT INTO good_picture (model_id, content_hash, path, look, picture) VALUES (@model, @hash, @path, @look, @picture)
        ON CONFLICT DO NOTHING
        """);

    public void Write(string contentHash, IEnumerable<EvidencePicture> pictures, Neighbour? neighbour)
    {
        foreach (var evidence in pictures)
        {
            var map = evidence.Map;
            if ((map is null) != (evidence.Kind is EvidenceKind.Thumbnail or EvidenceKind.Picture))
            {
                throw new ArgumentException($"A {evidence.Kind} {(map is null ? "needs" : "can't have")} the map that it shows.", nameof(pictures));
            }

            insertEvidence.Set("@hash", contentHash).Set("@kind", Text(evidence.Kind)).Set("@model", map is null ? null : modelId)
                .Set("@score", map?.Score).Set("@low", map?.ScaleLow).Set("@high", map?.ScaleHigh)
                .Set("@x", map?.PeakX).Set("@y", map?.PeakY).Set("@picture", Write(evidence.Picture))
                .Set("@reason", Text(evidence.Reason)).Set("@now", now).Execute();
        }

        if (neighbour is not null)
        {
            insertNeighbour.Set("@hash", contentHash).Set("@model", modelId)
                .Set("@good", neighbour.GoodHash).Set("@correlation", neighbour.Correlation).Execute();
        }
    }

    public void Write(GoodPicture good) => insertGood.Set("@model", modelId).Set("@hash", good.ContentHash).Set("@path", good.Path)
        .Set("@look", good.Look).Set("@picture", Write(good.Picture)).Execute();

    public void Dispose()
    {
        insertPicture.Dispose();
        insertEvidence.Dispose();
        insertNeighbour.Dispose();
        insertGood.Dispose();
    }

    private string Write(EncodedPicture picture)
    {
        var sha256 = picture.Sha256;
        insertPicture.Set("@sha256", sha256).Set("@type", picture.MediaType).Set("@width", picture.Width)
            .Set("@height", picture.Height).Set("@bytes", picture.Bytes).Execute();
        return sha256;
    }

    private static string Text(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Thumbnail => "thumbnail",
        EvidenceKind.Map => "map",
        EvidenceKind.Picture => "picture",
        EvidenceKind.Layer => "layer",
        _ => "crop",
    };

    private static string Text(EvidenceReason reason) => reason switch
    {
        EvidenceReason.Flagged => "flagged",
        EvidenceReason.Extremal => "extremal",
        _ => "audit",
    };
}
