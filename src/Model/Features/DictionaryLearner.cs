using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Learns a <see cref="DictionaryEncoder"/> from good pictures: patches whitened and clustered for each scale, then
/// neighbourhoods of their features. Seconds for hundreds of pictures; the same result for the same seed.
/// </summary>
public static class DictionaryLearner
{
    private const int Iterations = 12;
    private const int MostPatchPictures = 150;
    private const int Patches = 45_000;
    private const int MostContextPictures = 120;
    private const int GridCells = 30_000;
    private const int Neighbourhoods = 30_000;

    // A feature that the pictures hardly ever have is not made as loud as the others.
    private const double LeastDeviation = 1e-3;

    /// <summary>Learns an encoder.</summary>
    /// <param name="options">What it is made of; its seed decides every draw.</param>
    /// <param name="pictures">Good pictures of one size; 20 will do, of more than 150 some are left out.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The encoder, which the caller disposes.</returns>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    /// <exception cref="ArgumentException">The pictures are smaller than <see cref="DictionaryEncoder.LeastSide"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public static DictionaryEncoder Learn(
        DictionaryOptions options, FeaturePictures pictures, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        var encoder = new DictionaryEncoder(options, pictures.Channels);
        try
        {
            if (Math.Min(pictures.Height, pictures.Width) < encoder.LeastSide)
            {
                throw new ArgumentException(
                    $"Pictures of {pictures.Width} × {pictures.Height} pixels are smaller than one patch of the coarsest " +
                    $"scale, {encoder.LeastSide} pixels; use larger pictures or fewer scales.",
                    nameof(pictures));
            }

            using var scope = NewDisposeScope();
            using var off = no_grad();
            var order = new int[pictures.Count];
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            new KeyedRandom(options.Seed, purpose: RandomPurpose.Patches).Shuffle<int>(order);
            LearnPatches(encoder, pictures, [.. order.Take(MostPatchPictures)], cancellationToken);
            LearnContext(encoder, pictures, [.. order.Take(MostContextPictures)], cancellationToken);
            return encoder;
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    private static void LearnPatches(DictionaryEncoder encoder, FeaturePictures pictures, int[] chosen, CancellationToken cancellationToken)
    {
        var options = encoder.Options;
        var drawn = PatchSampler.Draw(pictures, chosen, options, Patches, cancellationToken);
        for (var s = 0; s < drawn.Length; s++)
        {
            using var scope = NewDisposeScope();
            var u = drawn[s].ToTensor();
            var mean = u.mean([0]);
            var wide = u.sub(mean).to(ScalarType.Float64);
            var whitening = Whitening.Zca(wide.t().mm(wide).div(drawn[s].Count));
            var whitened = SampleRows.Of(SphericalKMeans.Correlate(u.sub(mean), whitening));
            var random = new KeyedRandom(options.Seed, s, purpose: RandomPurpose.Atoms);
            var atoms = SphericalKMeans.Learn(whitened, options.Atoms, Iterations, random, cancellationToken);
            encoder.Patches[s].Set(atoms.mm(whitening), mean);
        }
    }

    private static void LearnContext(DictionaryEncoder encoder, FeaturePictures pictures, int[] chosen, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var options = encoder.Options;
        var (mean, covariance) = GridMoments(encoder, pictures, chosen, cancellationToken);
        var deviation = covariance.diag().clamp(min: 0).sqrt().add(LeastDeviation);
        encoder.Context.SetProjection(Whitening.Pca(covariance, deviation, options.Components), mean.to(ScalarType.Float32));

        var samples = DrawNeighbourhoods(encoder, pictures, chosen, cancellationToken);
        var random = new KeyedRandom(options.Seed, encoder.Patches.Count, purpose: RandomPurpose.Atoms);
        var atoms = SphericalKMeans.Learn(samples, options.ContextAtoms, Iterations, random, cancellationToken);
        var strength = 0.0;
        var some = SphericalKMeans.Correlate(samples.ToTensor().narrow(0, 0, Math.Min(samples.Count, 5000)), atoms);
        foreach (var product in MemoryMarshal.Cast<byte, float>(some.bytes))
        {
            strength += Math.Abs(product);
        }

        encoder.Context.SetAtoms(atoms, strength / some.numel());
    }

    // Mean and covariance of the first dictionaries' features over drawn cells of the grid.
    private static (Tensor Mean, Tensor Covariance) GridMoments(
        DictionaryEncoder encoder, FeaturePictures pictures, int[] chosen, CancellationToken cancellationToken)
    {
        var features = encoder.Patches.Sum(p => p.Layer.Channels);
        var each = (GridCells + chosen.Length - 1) / chosen.Length;
        var sum = zeros([features], ScalarType.Float64);
        var products = zeros([features, features], ScalarType.Float64);
        var rows = new SampleRows(each, features);
        for (var i = 0; i < chosen.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var random = new KeyedRandom(encoder.Options.Seed, i, purpose: RandomPurpose.GridCells);
            var grid = encoder.Grid(pictures.ToTensor(chosen[i])).permute(0, 2, 3, 1);
            var cells = MemoryMarshal.Cast<byte, float>(grid.bytes);
            var (area, width) = (pictures.ContentOf(chosen[i]).Cells(ContextLayer.Stride), (int)grid.shape[2]);
            for (var n = 0; n < each; n++)
            {
                var cell = ((area.Y + random.NextInt(area.Height)) * width) + area.X + random.NextInt(area.Width);
                cells.Slice(cell * features, features).CopyTo(rows[n]);
            }

            var z = rows.ToTensor();
            sum.add_(z.to(ScalarType.Float64).sum(0));
            products.add_(z.t().mm(z).to(ScalarType.Float64));
        }

        var count = (double)each * chosen.Length;
        var mean = sum.div(count);
        return (mean, products.div(count).sub(mean.view(-1, 1).mul(mean.view(1, -1))));
    }

    // Neighbourhoods of 3 × 3 cells in principal components, each brought to length 1.
    private static SampleRows DrawNeighbourhoods(
        DictionaryEncoder encoder, FeaturePictures pictures, int[] chosen, CancellationToken cancellationToken)
    {
        var strip = ContextLayer.Side * encoder.Options.Components;
        var each = (Neighbourhoods + chosen.Length - 1) / chosen.Length;
        var samples = new SampleRows(each * chosen.Length, ContextLayer.Side * strip);
        for (var i = 0; i < chosen.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var random = new KeyedRandom(encoder.Options.Seed, i, purpose: RandomPurpose.Neighbourhoods);
            var padded = encoder.Context.Project(encoder.Grid(pictures.ToTensor(chosen[i]))).permute(0, 2, 3, 1).contiguous();
            var values = MemoryMarshal.Cast<byte, float>(padded.bytes);
            var (area, width) = (pictures.ContentOf(chosen[i]).Cells(ContextLayer.Stride), (int)padded.shape[2]);
            for (var n = 0; n < each; n++)
            {
                var (y, x) = (area.Y + random.NextInt(area.Height), area.X + random.NextInt(area.Width));
                var sample = samples[(i * each) + n];
                for (var row = 0; row < ContextLayer.Side; row++)
                {
                    values.Slice((((y + row) * width) + x) * encoder.Options.Components, strip).CopyTo(sample[(row * strip)..]);
                }

                ToUnitLength(sample);
            }
        }

        return samples;
    }

    private static void ToUnitLength(Span<float> sample)
    {
        var square = 0.0;
        foreach (var value in sample)
        {
            square += (double)value * value;
        }

        var factor = (float)(1 / (Math.Sqrt(square) + ContextLayer.LeastLength));
        foreach (ref var value in sample)
        {
            value *= factor;
        }
    }
}
