using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Learns an encoder's second dictionary, once the first ones are there. The pictures are dealt out to a fixed number of
/// groups, whose sums are added in order, so that the result does not depend on who computes them.
/// </summary>
internal static class ContextLearner
{
    private const int MostPictures = 120;
    private const int Groups = 8;
    private const int GridCells = 30_000;
    private const int Neighbourhoods = 30_000;
    private const int ThresholdSamples = 5_000;

    // A feature that the pictures hardly ever have is not made as loud as the others.
    private const double LeastDeviation = 1e-3;

    /// <summary>Learns projection, atoms and threshold.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="pictures">The pictures.</param>
    /// <param name="chosen">Which pictures to learn from, in random order.</param>
    /// <param name="iterations">The iterations of k-means.</param>
    /// <param name="share">Runs so many steps on whatever threads there are, without gradients.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static void Learn(
        DictionaryEncoder encoder, FeaturePictures pictures, int[] chosen, int iterations, Action<int, Action<int>> share, CancellationToken cancellationToken)
    {
        var options = encoder.Options;
        int[] some = [.. chosen.Take(MostPictures)];
        LearnProjection(encoder, pictures, some, share);
        var samples = DrawNeighbourhoods(encoder, pictures, some, share);
        var random = new KeyedRandom(options.Seed, encoder.Patches.Count, purpose: RandomPurpose.Atoms);
        var atoms = SphericalKMeans.Learn(samples, options.ContextAtoms, iterations, random, share, cancellationToken);
        share(1, _ =>
        {
            using var scope = NewDisposeScope();
            var all = atoms.ToTensor();
            var products = SphericalKMeans.Correlate(samples.ToTensor(0, Math.Min(samples.Count, ThresholdSamples)), all);
            var strength = 0.0;
            foreach (var product in MemoryMarshal.Cast<byte, float>(products.bytes))
            {
                strength += Math.Abs(product);
            }

            encoder.Context.SetAtoms(all, strength / products.numel());
        });
    }

    // Principal components of the first dictionaries' features over drawn cells of the grid.
    private static void LearnProjection(DictionaryEncoder encoder, FeaturePictures pictures, int[] chosen, Action<int, Action<int>> share)
    {
        var features = encoder.Patches.Sum(p => p.Layer.Channels);
        var each = (GridCells + chosen.Length - 1) / chosen.Length;
        var sums = new double[Groups][];
        var products = new double[Groups][];
        share(Groups, group =>
        {
            using var scope = NewDisposeScope();
            var sum = zeros([features], ScalarType.Float64);
            var product = zeros([features, features], ScalarType.Float64);
            for (var i = group; i < chosen.Length; i += Groups)
            {
                using var inner = NewDisposeScope();
                var z = DrawCells(encoder, pictures, chosen[i], i, each).ToTensor();
                sum.add_(z.to(ScalarType.Float64).sum(0));
                product.add_(z.t().mm(z).to(ScalarType.Float64));
            }

            (sums[group], products[group]) = (sum.data<double>().ToArray(), product.data<double>().ToArray());
        });
        share(1, _ =>
        {
            using var scope = NewDisposeScope();
            var count = (double)each * chosen.Length;
            var (mean, covariance) = (Add(sums, [features]).div(count), Add(products, [features, features]).div(count));
            covariance = covariance.sub(mean.view(-1, 1).mul(mean.view(1, -1)));
            var deviation = covariance.diag().clamp(min: 0).sqrt().add(LeastDeviation);
            var weights = Whitening.Pca(covariance, deviation, encoder.Options.Components);
            encoder.Context.SetProjection(weights, mean.to(ScalarType.Float32));
        });
    }

    private static Tensor Add(double[][] groups, long[] shape)
    {
        var sum = zeros(shape, ScalarType.Float64);
        foreach (var group in groups)
        {
            sum.add_(tensor(group, shape));
        }

        return sum;
    }

    private static SampleRows DrawCells(DictionaryEncoder encoder, FeaturePictures pictures, int picture, int key, int count)
    {
        var random = new KeyedRandom(encoder.Options.Seed, key, purpose: RandomPurpose.GridCells);
        var grid = encoder.Grid(pictures.ToTensor(picture));
        var cells = MemoryMarshal.Cast<byte, float>(grid.bytes);
        var (height, width, rows) = ((int)grid.shape[1], (int)grid.shape[2], new SampleRows(count, (int)grid.shape[3]));
        for (var n = 0; n < count; n++)
        {
            var cell = (random.NextInt(height) * width) + random.NextInt(width);
            cells.Slice(cell * rows.Length, rows.Length).CopyTo(rows[n]);
        }

        return rows;
    }

    // Neighbourhoods of 3 × 3 cells in principal components, each brought to length 1.
    private static SampleRows DrawNeighbourhoods(DictionaryEncoder encoder, FeaturePictures pictures, int[] chosen, Action<int, Action<int>> share)
    {
        var strip = ContextLayer.Side * encoder.Options.Components;
        var each = (Neighbourhoods + chosen.Length - 1) / chosen.Length;
        var samples = new SampleRows(each * chosen.Length, ContextLayer.Side * strip);
        share(chosen.Length, i =>
        {
            using var scope = NewDisposeScope();
            var random = new KeyedRandom(encoder.Options.Seed, i, purpose: RandomPurpose.Neighbourhoods);
            var padded = encoder.Context.Project(encoder.Grid(pictures.ToTensor(chosen[i]))).permute(0, 2, 3, 1).contiguous();
            var values = MemoryMarshal.Cast<byte, float>(padded.bytes);
            var (height, width) = ((int)padded.shape[1], (int)padded.shape[2]);
            for (var n = i * each; n < (i + 1) * each; n++)
            {
                var (y, x) = (random.NextInt(height - ContextLayer.Side + 1), random.NextInt(width - ContextLayer.Side + 1));
                for (var row = 0; row < ContextLayer.Side; row++)
                {
                    values.Slice((((y + row) * width) + x) * encoder.Options.Components, strip).CopyTo(samples[n][(row * strip)..]);
                }

                ToUnitLength(samples[n]);
            }
        });
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
