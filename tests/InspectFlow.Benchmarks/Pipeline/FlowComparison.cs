using System.Diagnostics;
using InspectFlow.Model;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>Scoring and training of one flow by the product and by plain PyTorch, in turn in one run.</summary>
internal sealed class FlowComparison : IDisposable
{
    /// <summary>Plain PyTorch as one writes it; what the product is compared with.</summary>
    public const string Plain = "plain PyTorch";

    /// <summary>Plain PyTorch, channels-last and with a heap that keeps released tensors.</summary>
    public const string PlainTuned = "plain PyTorch, tuned";

    private const int Compared = 64;
    private const int BatchSize = 32;
    private const double LargestDifference = 1e-3;

    private readonly PipelineOptions options;
    private readonly ModelBundle bundle;
    private readonly byte[] pixels;
    private readonly PlainPyTorch plain;
    private readonly PlainPyTorch tuned;
    private readonly Dictionary<string, FlowScorer> scorers;

    public FlowComparison(PipelineOptions options, ModelBundle bundle, byte[] pixels, string images)
    {
        (this.options, this.bundle, this.pixels) = (options, bundle, pixels);
        plain = PlainPyTorch.Start(options.Python, bundle.Path, images, options.Cores, isTuned: false);
        tuned = PlainPyTorch.Start(options.Python, bundle.Path, images, options.Cores, isTuned: true);
        string[] precisions = [FlowScorerOptions.Fp32, FlowScorerOptions.Bf16];
        scorers = precisions.ToDictionary(
            p => p, p => new FlowScorer(bundle, new FlowScorerOptions { Device = "cpu", Precision = p, Threads = options.Cores }), StringComparer.Ordinal);
    }

    /// <summary>Gets the version of the libtorch that plain PyTorch runs on.</summary>
    public string PlainVersion => plain.Version;

    /// <summary>Gives the name of the product's series in a precision.</summary>
    public static string Product(string precision) => $"InspectFlow, {precision}";

    /// <summary>Makes sure that all calculate the same function.</summary>
    /// <returns>The largest relative difference of an NLL from plain PyTorch's, by precision.</returns>
    /// <exception cref="InvalidOperationException">Single precision differs by more than rounding explains.</exception>
    public IReadOnlyDictionary<string, double> Agreement()
    {
        var count = Math.Min(Compared, Count);
        var theirs = plain.Likelihoods(count);
        var found = scorers.ToDictionary(
            s => s.Key,
            s => s.Value.Score(pixels, count, withMaps: false)
                .Zip(theirs, (mine, other) => Math.Abs((mine.Nll - other) / other)).Max(),
            StringComparer.Ordinal);
        found["tuned"] = tuned.Likelihoods(count).Zip(theirs, (mine, other) => Math.Abs((mine - other) / other)).Max();
        return Math.Max(found[FlowScorerOptions.Fp32], found["tuned"]) < LargestDifference
            ? found
            : throw new InvalidOperationException(
                $"The product and plain PyTorch differ by {found[FlowScorerOptions.Fp32]:G2} of the NLL; a comparison of their speed would say nothing.");
    }

    /// <summary>Measures scoring, in images per second.</summary>
    public Task<IReadOnlyList<Series>> ScoreAsync() => Series.AlternateAsync(
        options.Rounds,
        [
            (Plain, () => Task.FromResult(plain.Score(options.Seconds))),
            (PlainTuned, () => Task.FromResult(tuned.Score(options.Seconds))),
            .. scorers.Select(s => (Product(s.Key), (Func<Task<double>>)(() => Task.FromResult(Score(s.Value))))),
        ]);

    /// <summary>Measures training, in steps of 32 images per second.</summary>
    public Task<IReadOnlyList<Series>> TrainAsync() => Series.AlternateAsync(
        options.Rounds,
        [
            (Plain, () => Task.FromResult(plain.Train(options.TrainingSteps))),
            (PlainTuned, () => Task.FromResult(tuned.Train(options.TrainingSteps))),
            (Product(FlowScorerOptions.Fp32), () => Task.FromResult(Train(FlowScorerOptions.Fp32, AugmentationOptions.None))),
            (Product(FlowScorerOptions.Bf16), () => Task.FromResult(Train(FlowScorerOptions.Bf16, AugmentationOptions.None))),
            ($"{Product(FlowScorerOptions.Fp32)}, augmenting", () => Task.FromResult(Train(FlowScorerOptions.Fp32, new AugmentationOptions()))),
        ]);

    public void Dispose()
    {
        plain.Dispose();
        tuned.Dispose();
        foreach (var scorer in scorers.Values)
        {
            scorer.Dispose();
        }
    }

    private int Count => pixels.Length / bundle.Metadata.Architecture.Dimensions;

    private double Score(FlowScorer scorer)
    {
        var (began, done) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < options.Seconds)
        {
            done += scorer.Score(pixels, Count, withMaps: false).Count;
        }

        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // A new run each time; what its first steps prepare and its end saves is left out of the rate.
    private double Train(string precision, AugmentationOptions augmentation)
    {
        const int warmUp = 3;
        ThreadBudget.Apply(options.Cores);
        using var flow = bundle.CreateFlow();
        var clock = new StepClock(warmUp, warmUp + options.TrainingSteps);
        var training = new TrainingOptions
        {
            Steps = warmUp + options.TrainingSteps + 1,
            BatchSize = BatchSize,
            EvaluateEvery = int.MaxValue / 100,
            Precision = precision,
            Augmentation = augmentation,
        };
        var oversampling = augmentation == AugmentationOptions.None ? 1 : 2;
        new FlowTrainer(training, TimeProvider.System).Train(flow, Images(oversampling), progress: clock);
        return options.TrainingSteps / clock.Seconds;
    }

    // The larger pictures that augmentation cuts its variants out of are stood in for by pixels repeated.
    private TrainingImages Images(int oversampling)
    {
        var architecture = bundle.Metadata.Architecture;
        var (width, rows) = (architecture.Width, pixels.Length / architecture.Width);
        var fine = new byte[pixels.Length * oversampling * oversampling];
        for (var i = 0; i < fine.Length; i++)
        {
            var (y, x) = Math.DivRem(i, width * oversampling);
            fine[i] = pixels[(y / oversampling * width) + (x / oversampling)];
        }

        return new TrainingImages(architecture, fine, oversampling, [.. Enumerable.Range(0, rows / architecture.Channels / architecture.Height)], []);
    }

    private sealed class StepClock(int from, int to) : IProgress<TrainingProgress>
    {
        private long began;

        public double Seconds { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (value.Step == from)
            {
                began = Stopwatch.GetTimestamp();
            }
            else if (value.Step == to)
            {
                Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            }
        }
    }
}
