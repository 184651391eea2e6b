using InspectFlow.Ingest;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>
/// Scores a whole picture tile by tile and blends what the flow says of the tiles into one answer. Tiles are cut as they are
/// scored and their maps added at once, so memory is that of one batch of tiles and one map of the picture.
/// </summary>
internal sealed class TileScorer(FlowScorer flow, PreprocessingOptions preprocessing, int batchSize)
{
    // Of tiles as large as pictures one batch would be gigabytes.
    private const int MostBytes = 1 << 28;

    private readonly byte[] tiles = new byte[Math.Clamp(MostBytes / flow.Architecture.Dimensions, 1, batchSize) * flow.Architecture.Dimensions];
    private float[] map = [];

    /// <summary>Scores a picture.</summary>
    /// <param name="picture">The prepared picture, whole.</param>
    /// <param name="layout">How it is divided.</param>
    /// <param name="cancellationToken">Stops before the flow's next pass.</param>
    /// <returns>
    /// The picture's score: NLL the sum of the blended map; the last scale's NLL the sum of the tiles', each by its share in the blend;
    /// the latent point that of the tile farthest from the mean, since one unusual tile makes an unusual picture. The map is
    /// overwritten by the next picture.
    /// </returns>
    public ImageScore Score(ReadOnlySpan<byte> picture, TileLayout layout, CancellationToken cancellationToken)
    {
        var architecture = flow.Architecture;
        var size = layout.Width * layout.Height;
        if (map.Length != size)
        {
            map = new float[size];
        }

        var blend = new MapBlend(layout.Columns, layout.Rows, layout.TileWidth, layout.TileHeight, map, layout.Width);
        var (lastLatents, lastScale) = (0.0, 0.0);
        ImageScore? farthest = null;
        var batch = tiles.Length / architecture.Dimensions;
        for (var start = 0; start < layout.Count; start += batch)
        {
            var count = (int)Math.Min(batch, layout.Count - start);
            for (var i = 0; i < count; i++)
            {
                var (x, y) = layout.At(start + i);
                layout.Cut(picture, x, y, (byte)preprocessing.PadValue, tiles.AsSpan(i * architecture.Dimensions, architecture.Dimensions));
            }

            var scores = flow.Score(tiles, count, ct: cancellationToken);
            for (var i = 0; i < count; i++)
            {
                blend.Add(start + i, scores[i].Map);
                var share = blend.Share(start + i);
                lastLatents += share * scores[i].LastScaleNll;
                lastScale += share * scores[i].LastScale;
                farthest = farthest is null || !(scores[i].LatentDistance <= farthest.LatentDistance) ? scores[i] : farthest;
            }
        }

        // Not a number anywhere in a tile is not a number in the sum.
        var nll = Sum(map);
        var bits = FlowLikelihood.BitsPerDim(nll, architecture.Channels * size);
        return new(nll, bits, lastLatents, map, farthest!.LatentDistance, farthest.Pc1, farthest.Pc2) { LastScale = lastScale };
    }

    private static double Sum(float[] values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}
