using InspectFlow.Model.Backbones;
using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Makes a flow over features from good pictures alone: learns the dictionary, trains the network on painted defects for the
/// time given, adds a pretrained network where there is a file, and fits the densities.
/// </summary>
public sealed class FeatureTrainer
{
    // The strides of a pretrained network at which small defects still show and that still know structure.
    private static readonly int[] BackboneStrides = [8, 16];

    // Half of a smaller picture is too little to learn from.
    private const int LeastForHalfScale = 192;

    // Beyond so many shares, a step would have more views than pays; see EXPERIMENTS.md.
    private const int MostShares = 4;

    // With steps given, a flow over a map takes one for so many of the network's: about the same share of the time as by the clock.
    private const int NetworkStepsPerMapStep = 4;

    // Of fewer the largest says little, and fitted ones are taken as well.
    private const int FewestForSpreads = 16;

    private readonly TrainingOptions options;
    private readonly TimeProvider time;
    private readonly int threads;
    private readonly int scoredLater;
    private readonly Device device;

    /// <summary>Initializes a new instance of the <see cref="FeatureTrainer"/> class.</summary>
    /// <param name="options">How to train; of them seed and time or steps count.</param>
    /// <param name="time">The clock that a time budget goes by.</param>
    /// <param name="threads">The threads to use on the processor.</param>
    /// <param name="scoredLater">How many pictures the caller scores in the time given, once the flow is there. The default is 0.</param>
    /// <param name="device">Where the network learns; null, the default: the processor, on which everything else is done in any case.</param>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    public FeatureTrainer(TrainingOptions options, TimeProvider time, int threads, int scoredLater = 0, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(scoredLater);
        OptionsValidator.Validate(options, nameof(TrainingOptions));
        this.options = options;
        this.time = time;
        this.threads = threads;
        this.scoredLater = scoredLater;
        this.device = device ?? CPU;
    }

    /// <summary>Trains. Blocks until it is done.</summary>
    /// <param name="architecture">The size of the pictures and which encoders to learn.</param>
    /// <param name="backbone">A file of a pretrained network's weights, or null.</param>
    /// <param name="fit">The pictures to fit, uint8 N×C×H×W; at least 2.</param>
    /// <param name="select">Pictures that are only judged on, M×C×H×W; may be none.</param>
    /// <param name="progress">Told of the network's steps, or null.</param>
    /// <param name="checkpointPath">
    /// The file that holds the network's training between two processes, or null for none; it is left behind at the end, for the caller to
    /// delete once the model is saved.
    /// </param>
    /// <param name="finer">
    /// A flow of the same pictures at twice the size, whose network looks at these as it looked at those at half size, and learns no more; null, the
    /// default, where one is to be learned.
    /// </param>
    /// <param name="ct">Stops at the next step or picture.</param>
    /// <returns>The flow, which the caller disposes, in evaluation mode, and how it went.</returns>
    /// <exception cref="ModelFormatException">The file holds no network that is known.</exception>
    /// <exception cref="DeviceMemoryException">The device's memory does not suffice for the network or a step's views.</exception>
    /// <exception cref="NonFiniteLossException">The network's loss is no longer finite.</exception>
    public (FeatureFlow Flow, TrainingSummary Summary) Train(
        FlowArchitecture architecture,
        string? backbone,
        byte[] fit,
        byte[] select,
        IProgress<TrainingProgress>? progress = null,
        string? checkpointPath = null,
        FeatureFlow? finer = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(select);
        var encoders = new List<FeatureEncoder>();
        try
        {
            return Train(encoders, architecture, backbone, fit, select, progress, checkpointPath, finer, ct);
        }
        catch
        {
            encoders.ForEach(e => e.Dispose());
            throw;
        }
    }

    private (FeatureFlow Flow, TrainingSummary Summary) Train(
        List<FeatureEncoder> encoders,
        FlowArchitecture architecture,
        string? backbone,
        byte[] fit,
        byte[] select,
        IProgress<TrainingProgress>? progress,
        string? checkpointPath,
        FeatureFlow? finer,
        CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var features = architecture.Features ?? new FeatureArchitecture();
        var trained = new LearnedEncoderSummary(0, 0, 0);
        LearnedEncoder? network = null;
        LearningPictures? learningPictures = null;
        if (finer?.Network is { } looked)
        {
            network = looked.ForHalfSize();
            encoders.Add(network);
            network.Fold();
        }
        else if (features.Learned is { } learned)
        {
            learningPictures = Pictures(architecture, fit);
            network = new LearnedEncoder(Shown(learned, architecture, learningPictures), options.Seed);
            encoders.Add(network);
        }

        features = features with { Learned = network?.Options };
        if (features.Dictionary is { } dictionary)
        {
            features = features with { Dictionary = dictionary with { Seed = options.Seed } };
            var pictures = new FeaturePictures(fit, architecture.Channels, architecture.Height, architecture.Width);
            encoders.Add(DictionaryLearner.Learn(features.Dictionary, pictures, threads, ct));
        }

        if (backbone is not null)
        {
            var pretrained = new BackboneEncoder(Backbone.Load(backbone, BackboneStrides));
            features = features with { Backbone = pretrained.Descriptor };
            encoders.Add(pretrained);
        }

        if (features.MapFlow is { } map)
        {
            features = features with { MapFlow = map with { Seed = options.Seed } };
        }

        features = features with { PlaceScales = features.MapFlow is null };

        var times = new FeatureTimes(options.TotalMinutes(), scoredLater, began, time);
        if (options.Steps is null && (learningPictures is not null || features.MapFlow is not null))
        {
            // How fast the network looks at a picture does not depend on its weights, but on their being folded.
            using var stand = network is null ? null : new LearnedEncoder(network.Options, options.Seed);
            stand?.Fold();
            FeatureEncoder[] alike = [.. encoders.Select(e => e is LearnedEncoder ? stand! : e)];
            times.Measure(alike, architecture with { Features = features }, fit, select, threads, ct);
        }

        var learning = Learning(times);
        if (network is not null && learningPictures is not null)
        {
            DeviceMemory.Guard(device.ToString(), 0, () => network.to(device));
            trained = new LearnedEncoderTrainer(learning, time).Train(
                network,
                learningPictures,
                checkpointPath,
                progress is null ? null : new Relay(progress, learning, features.MapFlow is not null),
                ct);
            times.SecondsBefore = trained.SecondsBefore;
            network.to(CPU);
            network.Fold();
        }

        // So many pictures have no more directions.
        var most = (fit.Length / architecture.Dimensions) + (select.Length / architecture.Dimensions) - 1;
        var shape = architecture with { Features = features with { WholeDirections = Math.Clamp(most, 2, features.WholeDirections) } };
        using var fitter = new FeatureFlowFitter(shape, [.. encoders], threads, options.Seed);
        var flow = fitter.Fit(fit, select, ct);
        string? notice;
        try
        {
            notice = LearnMaps(flow, fit, select, times, trained.Steps, progress, ct);
            if (features.PlaceScales)
            {
                using var crew = new PictureCrew(flow.Architecture, threads);
                flow.SetScales(PlaceScales.Of(flow, fit, select, crew, ct));
            }
        }
        catch
        {
            // With the encoders, which are its own by now.
            flow.Dispose();
            encoders.Clear();
            throw;
        }

        var seconds = trained.SecondsBefore + time.GetElapsedTime(began).TotalSeconds;
        return (flow, new TrainingSummary(
            trained.Steps,
            trained.Steps,
            trained.Steps,
            null,
            seconds,
            trained.Seconds <= 0 ? 0 : trained.Steps * learning.BatchSize / trained.Seconds,
            StopReason.Completed)
        {
            Notice = notice,
        });
    }

    private static LearningPictures Pictures(FlowArchitecture architecture, byte[] fit)
    {
        var size = architecture.Dimensions;
        var pixels = Enumerable.Range(0, fit.Length / size).Select(i => new ReadOnlyMemory<byte>(fit, i * size, size));
        return new([.. pixels], architecture.Channels, architecture.Height, architecture.Width);
    }

    private static LearnedEncoderOptions Shown(LearnedEncoderOptions learned, FlowArchitecture architecture, LearningPictures pictures) => learned with
    {
        Channels = architecture.Channels,
        HalfScale = learned.HalfScale && Math.Min(architecture.Height, architecture.Width) >= LeastForHalfScale,
        OwnExposure = learned.OwnExposure && !pictures.HaveTwoLevels,
    };

    // Each core takes a share of a step, an accelerator as many as pay. By the clock no two runs are alike in any case; by steps they are,
    // with any number of cores.
    private LearnedEncoderTrainingOptions Learning(FeatureTimes times)
    {
        var learning = new LearnedEncoderTrainingOptions
        {
            Seed = options.Seed,
            Minutes = times.NetworkMinutes,
            Steps = options.Steps,
            CheckpointEvery = options.CheckpointEvery,
        };
        var shares = device.type == DeviceType.CPU ? Math.Clamp(threads, learning.BatchSize / learning.ShareSize, MostShares) : MostShares;
        return options.Steps is null ? learning with { BatchSize = shares * learning.ShareSize } : learning;
    }

    private string? LearnMaps(
        FeatureFlow flow, byte[] fit, byte[] select, FeatureTimes times, int before, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        using var maps = new MapFlowFitter(flow, threads);
        if (maps.Views.Count == 0)
        {
            return null;
        }

        var learned = maps.Fit(fit, select, Trainer, progress is null ? null : new MapRelay(progress, before), ct);
        using var crew = new PictureCrew(flow.Architecture, threads);
        var isEnough = select.Length >= FewestForSpreads * flow.Architecture.Dimensions;
        flow.SetSpreads(ViewSpreads.Of(flow, isEnough ? select : [.. select, .. fit], crew, ct));
        return learned.Select(s => s.Notice).FirstOrDefault(n => n is not null);

        MapFlowTrainer Trainer(int index) => new(
            new MapFlowTrainingOptions
            {
                Seed = options.Seed,
                Minutes = times.MapMinutes / (maps.Views.Count - index),
                Steps = options.Steps is { } steps ? Math.Max(1, steps / NetworkStepsPerMapStep) : null,
            },
            time);
    }

    // A flow over maps is to come where there is one; its steps are taken to be about those that it will have.
    private sealed class Relay(IProgress<TrainingProgress> progress, LearnedEncoderTrainingOptions options, bool withMaps)
        : IProgress<LearnedEncoderProgress>
    {
        public void Report(LearnedEncoderProgress value)
        {
            var steps = options.Steps ?? (value.Share > 0 ? (int)(value.Step / value.Share) : null);
            progress.Report(new(
                value.Step,
                withMaps ? steps + (steps / NetworkStepsPerMapStep) : steps,
                value.Loss,
                null,
                value.StepsPerSecond * options.BatchSize,
                null,
                "loss on painted defects"));
        }
    }

    private sealed class MapRelay(IProgress<TrainingProgress> progress, int before) : IProgress<MapFlowProgress>
    {
        public void Report(MapFlowProgress value) => progress.Report(new(
            before + value.Step,
            value.Share > 0 ? before + (int)(value.Step / value.Share) : null,
            value.Loss,
            null,
            value.PicturesPerSecond,
            null,
            "nats per feature of the map"));
    }
}
