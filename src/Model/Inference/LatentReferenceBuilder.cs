using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Finds where the latents of the fitting images lie. The mean is taken over all images, batch by batch; the principal
/// components over a seeded subset, from the subset's Gram matrix, so that memory depends neither on the number of
/// images nor, squared, on the number of latents.
/// </summary>
public static class LatentReferenceBuilder
{
    /// <summary>The most images that the components are taken from.</summary>
    public const int MostComponentImages = 512;

    // The subset's latents are held at once; large images take fewer.
    private const long MostLatentBytes = 256L << 20;

    /// <summary>Measures the latents of images.</summary>
    /// <param name="flow">The trained flow, in evaluation mode.</param>
    /// <param name="pixels">One image by its index from 0: uint8 C×H×W, as a scan prepares it.</param>
    /// <param name="count">The number of images; at least 1.</param>
    /// <param name="seed">The seed of the subset.</param>
    /// <param name="batchSize">The images of a batch. The default is 32.</param>
    /// <param name="ct">Stops between two batches.</param>
    /// <returns>The mean, the two components and their scales.</returns>
    public static LatentReference Build(
        Flow flow,
        Func<int, ReadOnlyMemory<byte>> pixels,
        int count,
        long seed,
        int batchSize = 32,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var subset = Subset(count, flow.LatentDimensions, seed);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var sum = zeros(flow.LatentDimensions, ScalarType.Float64);
        var kept = empty([subset.Count, flow.LatentDimensions], ScalarType.Float32);
        var row = 0;
        for (var start = 0; start < count; start += batchSize)
        {
            ct.ThrowIfCancellationRequested();
            using var batchScope = NewDisposeScope();
            var indices = Enumerable.Range(start, Math.Min(batchSize, count - start)).ToArray();
            var latents = Latents(flow, indices, pixels);
            sum.add_(latents.sum(0, type: ScalarType.Float64));
            foreach (var index in indices.Where(subset.Contains))
            {
                kept[row].copy_(latents[index - start]);
                row++;
            }
        }

        var mean = sum.div(count).to(ScalarType.Float32);
        var (first, firstScale, second, secondScale) = Components(kept.sub_(mean));
        return new LatentReference(mean.data<float>().ToArray(), first, second, firstScale, secondScale);
    }

    /// <summary>Joins the latents of all scales, [N,D], finest first.</summary>
    internal static Tensor Join(FlowOutput output) => cat([.. output.Latents.Select(z => z.flatten(1))], 1);

    private static HashSet<int> Subset(int count, int dimensions, long seed)
    {
        var most = (int)Math.Clamp(MostLatentBytes / (dimensions * sizeof(float)), 3, MostComponentImages);
        var order = Enumerable.Range(0, count).ToArray();
        new KeyedRandom(seed, purpose: RandomPurpose.Reference).Shuffle(order.AsSpan());
        return [.. order.Take(most)];
    }

    private static Tensor Latents(Flow flow, int[] indices, Func<int, ReadOnlyMemory<byte>> pixels)
    {
        var weight = flow.state_dict().Values.First();
        var dimensions = flow.Architecture.Dimensions;
        var bytes = new byte[indices.Length * dimensions];
        for (var i = 0; i < indices.Length; i++)
        {
            pixels(indices[i]).Span.CopyTo(bytes.AsSpan(i * dimensions, dimensions));
        }

        var batch = PixelBatch.ToTensor(bytes, flow.Architecture, weight.device);
        var output = flow.Forward(FlowLikelihood.ToInput(batch, dtype: weight.dtype));
        return Join(output).to(ScalarType.Float32).cpu();
    }

    /// <summary>
    /// The leading right singular vectors of the centred latents Z [n,D]: with ZZᵀ = U S² Uᵀ they are Zᵀu / s.
    /// </summary>
    private static (float[] First, double FirstScale, float[] Second, double SecondScale) Components(Tensor centred)
    {
        var (n, dimensions) = (centred.shape[0], centred.shape[1]);
        var gram = zeros(new[] { n, n }, ScalarType.Float64);
        foreach (var block in centred.split(8192, 1))
        {
            using var blockScope = NewDisposeScope();
            var values = block.to(ScalarType.Float64);
            gram.add_(values.mm(values.t()));
        }

        var (eigenvalues, vectors) = linalg.eigh(gram);
        var squares = eigenvalues.data<double>().ToArray();
        var (first, firstScale) = Component(1);
        var (second, secondScale) = Component(2);
        return (first, firstScale, second, secondScale);

        // eigh's eigenvalues ascend. A direction in which nothing differs has no component; its scale is 1 by choice.
        (float[] Direction, double Scale) Component(int fromEnd)
        {
            if (n <= fromEnd || !(squares[^fromEnd] > 1e-12 * squares[^1]))
            {
                return (new float[dimensions], 1);
            }

            var u = vectors.select(1, n - fromEnd).to(ScalarType.Float32).unsqueeze(0);
            var direction = u.mm(centred).flatten().data<float>().ToArray();
            var length = Math.Sqrt(direction.Sum(v => (double)v * v));

            // An eigenvector's sign is arbitrary; the largest value is made positive, so that repeated runs agree.
            var factor = Math.Sign(direction.MaxBy(Math.Abs)) / length;
            return (Array.ConvertAll(direction, v => (float)(v * factor)), Math.Sqrt(squares[^fromEnd] / (n - 1)));
        }
    }
}
