using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Choosing;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Threads;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using TorchSharp;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// Trains a line's model: reads the good images, splits them three ways, fits the flow, and stores the bundle with
/// everything that scores need. Calibration is another step.
/// </summary>
internal sealed class TrainingRunner(LineSession session, IProgress<TrainingProgress>? progress)
{
    // A few smaller pictures among the others change nothing for them.
    private const double MostlyFiner = 0.9;

    private readonly LineDefinition line = session.Line;
    private readonly List<string> notices = [];

    /// <summary>Gets the time that models compared with this one take of its own, in pictures scored. The default is 0.</summary>
    public int PicturesBeside { get; init; }

    /// <summary>Trains on images that are split already, and stores the model.</summary>
    /// <param name="good">The good images.</param>
    /// <param name="split">Their split.</param>
    /// <param name="options">How; the time is for training alone.</param>
    /// <param name="cancellationToken">Stops at the next step; the same call goes on from there.</param>
    /// <returns>The model.</returns>
    public async Task<TrainedModel> TrainAsync(
        GoodImageSet good, GoodImageSplit split, TrainingOptions options, CancellationToken cancellationToken) =>
        Keep(good, split, await FitAsync(good, split.Manifest, options, name: null, beside: null, cancellationToken).ConfigureAwait(false), choice: null);

    /// <summary>Stores a model that was fitted: from now on the database knows it.</summary>
    /// <param name="good">The good images.</param>
    /// <param name="split">Their split.</param>
    /// <param name="fitted">The model.</param>
    /// <param name="choice">Why this one and no other, for a person; null where there was no other.</param>
    /// <returns>The model.</returns>
    public TrainedModel Keep(GoodImageSet good, GoodImageSplit split, FittedModel fitted, string? choice)
    {
        var bundle = fitted.Bundle;
        var references = DecidingScore.KeptReferences(bundle.Metadata);
        if (choice is not null)
        {
            references[TrainedModel.ChoiceName] = choice;
        }

        var record = session.Store.AddModel(new NewModel
        {
            Sha256 = bundle.Sha256,
            LineId = session.Record.Id,
            Family = bundle.Metadata.Architecture.Family,
            Path = bundle.Path,
            Metadata = JsonSerializer.Serialize(bundle.Metadata with { SplitJson = "{}", References = references }, LineJson.Options),
            TrainedAt = bundle.Metadata.Created,
        });
        string[] told = fitted.Summary.Notice is { } notice ? [notice] : [];
        var calibrate = split.Manifest.Calibrate.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        return new(
            record,
            bundle,
            split.Manifest,
            fitted.Images,
            [.. good.Files.Where(f => calibrate.Contains(f.RelativePath))],
            fitted.Summary,
            [.. notices.Distinct(StringComparer.Ordinal), .. told, .. split.Warnings],
            good.Problems)
        {
            Choice = choice,
            Checkpoint = fitted.Checkpoint,
        };
    }

    /// <summary>Trains and writes the bundle; the database does not learn of it.</summary>
    /// <param name="good">The good images.</param>
    /// <param name="split">Their split.</param>
    /// <param name="options">How; the time is for training alone.</param>
    /// <param name="name">The bundle's file name in the line's model folder without its ending; null for its own hash.</param>
    /// <param name="beside">The model that this one is compared with; null where it stands alone.</param>
    /// <param name="cancellationToken">Stops at the next step; the same call goes on from there.</param>
    /// <returns>The model.</returns>
    public async Task<FittedModel> FitAsync(
        GoodImageSet good, SplitManifest split, TrainingOptions options, string? name, FittedModel? beside, CancellationToken cancellationToken)
    {
        var architecture = line.ToArchitecture();
        var fit = split.Fit.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        var fitFiles = good.Files.Where(f => fit.Contains(f.RelativePath)).ToList();
        var preprocessing = line.Preprocessing;
        var images = good.Images;
        if (preprocessing.FlatField is not null)
        {
            preprocessing = preprocessing with
            {
                MeasuredFlatField = FlatFieldBuilder.Build(preprocessing, line.Decoding, [.. fitFiles.Select(f => f.Path)], cancellationToken),
            };
            var used = good.Images.Images.Select(i => i.RelativePath).ToHashSet(StringComparer.Ordinal);
            images = await LoadAsync(good.Files.Where(f => used.Contains(f.RelativePath)), preprocessing, 1).ConfigureAwait(false);
            RequireAll(images, used.Count);
        }

        var oversampling = Oversampling(options, preprocessing, [.. images.Images.Where(i => fit.Contains(i.RelativePath))]);
        var fitImages = oversampling == 1 ? images : await LoadAsync(fitFiles, preprocessing, oversampling).ConfigureAwait(false);
        return await Task.Factory.StartNew(
            () => Fit(architecture, (fitImages, oversampling), images, good.Files, split, options, name, beside, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);

        Task<PreparedImageSet> LoadAsync(IEnumerable<SourceFile> files, PreprocessingOptions how, int scale) =>
            GoodImageSet.LoadAsync(line, files, how, scale, options.Seed, session.Time, cancellationToken);
    }

    // All were readable a moment ago; the split counts on each of them. A frame of another size would turn all away.
    private void RequireAll(PreparedImageSet images, int count)
    {
        if (images.Images.Count < count)
        {
            throw new TrainingDataException(
                line.Name,
                $"{count - images.Images.Count} good images cannot be corrected or read any more, for example {images.Unused.Select(u => $"{u.File.Path}: {u.Reason}").FirstOrDefault()}");
        }
    }

    // Twice the resolution lets augmentation move pixels by halves. Prepared at more than half the camera's own, a picture has no
    // finer pixels behind it: made up by interpolation they would teach the flow blurred images.
    private int Oversampling(TrainingOptions options, PreprocessingOptions preprocessing, IReadOnlyCollection<PreparedImage> images)
    {
        return line.Model.Family is not FlowArchitecture.Feature && options.Augmentation != AugmentationOptions.None && images.Count(IsFiner) >= MostlyFiner * images.Count ? 2 : 1;

        bool IsFiner(PreparedImage image)
        {
            var area = SourceArea.Of(preprocessing, image.Width, image.Height);
            return preprocessing.Tiling is { } tiling
                ? tiling.Scale <= 0.5
                : area.Width >= 2 * image.Content.Width && area.Height >= 2 * image.Content.Height;
        }
    }

    // All of torch's work on one thread: its thread pool and its dispose scopes belong to the thread that calls.
    private FittedModel Fit(
        FlowArchitecture architecture,
        (PreparedImageSet Images, int Oversampling) finer,
        PreparedImageSet images,
        IReadOnlyList<SourceFile> files,
        SplitManifest split,
        TrainingOptions options,
        string? name,
        FittedModel? beside,
        CancellationToken cancellationToken)
    {
        ThreadBudget.Apply(LineThreads.Count(line.Threads));
        Directory.CreateDirectory(session.ModelFolder);
        var checkpoint = Path.Combine(session.ModelFolder, CheckpointName.Of(images.Preprocessing, architecture, split, options));
        var fit = PixelArrays.Join(images, split.Fit);
        var select = PixelArrays.Join(images, split.Select);
        var later = PicturesBeside + (name is null ? LaterScoring.Of(images.Preprocessing, split) : LaterScoring.OfFold(split));
        var (flow, summary) = architecture.Features is null
            ? Learn(TrainingImages(), options, checkpoint, cancellationToken)
            : Learn(architecture, fit, select, options, later, checkpoint, beside, cancellationToken);
        using var owned = flow;
        architecture = flow.Architecture;
        var reference = flow is FeatureFlow ? LatentReference.Standard(flow.LatentDimensions) : LatentReferenceBuilder.Build(
            flow,
            i => fit.AsMemory(i * architecture.Dimensions, architecture.Dimensions),
            fit.Length / architecture.Dimensions,
            options.Seed,
            ct: cancellationToken);
        var metadata = new BundleMetadata
        {
            Architecture = architecture,
            PreprocessingJson = JsonSerializer.Serialize(line.Preprocessing, LineJson.Options),
            SplitJson = JsonSerializer.Serialize(split, LineJson.Options),
            Seed = options.Seed,
            Training = summary,
            Libraries = LibraryVersions.All(),
            Created = session.Time.GetUtcNow(),
        };
        // The field comes first: the path that scores for the references prepares with it.
        var references = new Dictionary<string, string>(StringComparer.Ordinal) { [BundlePeakPercent.Name] = BundlePeakPercent.Json(line) };
        if (images.Preprocessing.MeasuredFlatField is { } field)
        {
            references[BundlePreprocessing.FlatFieldName] = JsonSerializer.Serialize(field, LineJson.Options);
        }

        var draft = Path.Combine(session.ModelFolder, "draft.safetensors");
        ModelBundle.Save(draft, flow, reference, metadata with { References = references });
        var draftBundle = ModelBundle.Load(draft);
        var untiled = new ImageReferences(line, images, split);
        var (typicality, local, joint) = line.Preprocessing.Tiling is null
            ? untiled.Measure(draftBundle, cancellationToken)
            : TileReferences.Measure(line, session.Time, draftBundle, files, split, options.Seed, cancellationToken);
        references[ImageScorer.TypicalityName] = JsonSerializer.Serialize(typicality, LineJson.Options);
        if (local is not null)
        {
            references[ImageScorer.LocalTypicalityName] = JsonSerializer.Serialize(local, LineJson.Options);
        }

        if (joint is not null)
        {
            references[ImageScorer.JointName] = JsonSerializer.Serialize(joint, LineJson.Options);
        }

        metadata = metadata with { References = references };

        // A fold's model decides nothing.
        var choice = new ScoreChoice(line, session.Time, images, beside?.Images, split, options.Seed);
        ScoreRecommendation? recommended = null;
        if (name is null && (flow is FeatureFlow || beside is not null) && split.Select.Count > 0)
        {
            ModelBundle.Save(draft, flow, reference, metadata);
            recommended = choice.BySelect(ModelBundle.Load(draft), cancellationToken);
        }

        if (flow is FeatureFlow features)
        {
            features.Complete();
            ModelBundle.Save(draft, flow, reference, metadata);

            // Of a fold, the images that calibrate are what it is tried on; of a picture in tiles no input is the whole.
            if (name is null && line.Preprocessing.Tiling is null && untiled.MeasureUnseen(ModelBundle.Load(draft), cancellationToken) is { } unseen)
            {
                references[ImageScorer.TypicalityName] = JsonSerializer.Serialize(unseen.Typicality, LineJson.Options);
                references[ImageScorer.JointName] = JsonSerializer.Serialize(unseen.Joint, LineJson.Options);
                ModelBundle.Save(draft, flow, reference, metadata);
                recommended = recommended is null ? null : choice.ByThresholds(ModelBundle.Load(draft), recommended, cancellationToken);
            }
        }

        if (recommended is not null)
        {
            references[DecidingScore.ReferenceName] = JsonSerializer.Serialize(recommended, LineJson.Options);
        }

        var sha256 = ModelBundle.Save(draft, flow, reference, metadata);
        var path = Path.Combine(session.ModelFolder, $"{name ?? sha256[..12]}.safetensors");
        File.Move(draft, path, overwrite: true);
        return new(ModelBundle.Load(path), images, summary, checkpoint);

        // In the split's order of files; the finer pictures are augmented, the others tell when to stop.
        TrainingImages TrainingImages()
        {
            var paths = split.Fit.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
            var pixels = PixelArrays.Join(finer.Images, paths);
            var count = pixels.Length / images.Preprocessing.CountBytes(finer.Oversampling);
            return new(architecture, pixels, finer.Oversampling, [.. Enumerable.Range(0, count)], select);
        }
    }

    private (Flow Flow, TrainingSummary Summary) Learn(
        FlowArchitecture architecture,
        byte[] fit,
        byte[] select,
        TrainingOptions options,
        int later,
        string checkpoint,
        FittedModel? beside,
        CancellationToken cancellationToken)
    {
        using var finer = beside?.Bundle.CreateFlow();
        return new FeatureTrainer(options, session.Time, LineThreads.Count(line.Threads), later, ChooseDevice())
            .Train(architecture, line.Model.Backbone, fit, select, progress, checkpoint, finer as FeatureFlow, cancellationToken);
    }

    private (Flow Flow, TrainingSummary Summary) Learn(
        TrainingImages images, TrainingOptions options, string checkpoint, CancellationToken cancellationToken)
    {
        var flow = FlowFactory.Create(images.Architecture, options.Seed);
        try
        {
            var device = ChooseDevice();
            DeviceMemory.Guard(device.ToString(), 0, () => flow.to(device));
            return (flow, new FlowTrainer(options, session.Time).Train(flow, images, checkpoint, progress, cancellationToken));
        }
        catch
        {
            flow.Dispose();
            throw;
        }
    }

    private torch.Device ChooseDevice() => FlowDevice.Choose(line.Device, line.DeviceFallback, notices.Add);
}
