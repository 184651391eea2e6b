using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Learns a <see cref="DictionaryEncoder"/> from good pictures: patches whitened and clustered for each scale, then
/// neighbourhoods of their features. Seconds for hundreds of pictures; the same result for the same seed.
/// </summary>
public static class DictionaryLearner
{
    private const int Iterations = 12;
    private const int MostPictures = 150;
    private const int Patches = 45_000;

    /// <summary>Learns an encoder.</summary>
    /// <param name="options">What it is made of; its seed decides every draw.</param>
    /// <param name="pictures">Good pictures of one size; 20 will do, of more than 150 some are left out.</param>
    /// <param name="threads">
    /// The threads that work, or null (the default) for as many as there are cores; the encoder is the same for any number.
    /// </param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The encoder, which the caller disposes.</returns>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    /// <exception cref="ArgumentException">The pictures are smaller than <see cref="DictionaryEncoder.LeastSide"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public static DictionaryEncoder Learn(
        DictionaryOptions options, FeaturePictures pictures, int? threads = null, CancellationToken cancellationToken = default)
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

            using var crew = new TorchCrew(threads ?? Environment.ProcessorCount, "dictionary learner");
            var order = new int[pictures.Count];
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            new KeyedRandom(options.Seed, purpose: RandomPurpose.Patches).Shuffle<int>(order);
            int[] chosen = [.. order.Take(MostPictures)];
            LearnPatches(encoder, pictures, chosen, Share, cancellationToken);
            ContextLearner.Learn(encoder, pictures, chosen, Iterations, Share, cancellationToken);
            return encoder;

            void Share(int steps, Action<int> step)
            {
                var tasks = new Task[steps];
                for (var i = 0; i < steps; i++)
                {
                    var number = i;
                    tasks[i] = crew.Start(_ =>
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        using var off = no_grad();
                        step(number);
                    });
                }

                Task.WhenAll(tasks).GetAwaiter().GetResult();
            }
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    private static void LearnPatches(
        DictionaryEncoder encoder, FeaturePictures pictures, int[] chosen, Action<int, Action<int>> share, CancellationToken cancellationToken)
    {
        var options = encoder.Options;
        var drawn = PatchSampler.Draw(pictures, chosen, options, Patches, share);
        share(drawn.Length, s =>
        {
            using var scope = NewDisposeScope();
            var u = drawn[s].ToTensor();
            var mean = u.mean([0]);
            var wide = u.sub(mean).to(ScalarType.Float64);
            var whitening = Whitening.Zca(wide.t().mm(wide).div(drawn[s].Count));
            var whitened = SampleRows.Of(SphericalKMeans.Correlate(u.sub(mean), whitening));
            var random = new KeyedRandom(options.Seed, s, purpose: RandomPurpose.Atoms);
            var atoms = SphericalKMeans.Learn(whitened, options.Atoms, Iterations, random, OneByOne, cancellationToken);
            encoder.Patches[s].Set(SphericalKMeans.Correlate(atoms.ToTensor(), whitening), mean);
        });
    }

    private static void OneByOne(int steps, Action<int> step)
    {
        for (var i = 0; i < steps; i++)
        {
            step(i);
        }
    }
}
