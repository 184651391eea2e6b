using System.Security.Cryptography;
using System.Text.Json;
using InspectFlow.Ingest;
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
    // Fewer images than this cannot be split three ways and say anything.
    private const int FewestImages = 20;

    // Bounds the memory of maps while their mean and deviation are taken.
    private const int MapsAtATime = 256;

    private readonly LineDefinition line = session.Line;

    /// <summary>Trains.</summary>
    /// <param name="options">How; the line's own, with the command line's changes.</param>
    /// <param name="cancellationToken">Stops at the next step; the same call goes on from there.</param>
    /// <returns>The model.</returns>
    /// <exception cref="TrainingDataException">There are too few good images.</exception>
    public async Task<TrainedModel> RunAsync(TrainingOptions options, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var files = GoodImages.List(line, session.Time, problems, cancellationToken);
        var images = await LoadAsync(files, scale: 1, options.Seed, cancellationToken).ConfigureAwait(false);
        problems.AddRange(images.Unused.Select(u => $"{u.File.Path}: {u.Reason}"));
        if (images.Images.Count < FewestImages)
        {
            throw new TrainingDataException(
                line.Name,
                $"{images.Images.Count} different readable images of good parts are too few; at least {FewestImages} are needed, " +
                "a few hundred are better." + string.Concat(problems.Take(5).Select(p => $"{Environment.NewLine}  {p}")));
        }

        var split = GoodImageSplit.Plan(line, images, options.Seed, cancellationToken);
        var architecture = line.ToArchitecture();
        var fit = split.Manifest.Fit.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        var oversampling = Oversampling(options);
        var fitImages = oversampling == 1
            ? images
            : await LoadAsync(files.Where(f => fit.Contains(f.RelativePath)), oversampling, options.Seed, cancellationToken).ConfigureAwait(false);
        var fitPixels = PixelArrays.Join(fitImages, fit);
        var training = new TrainingImages(
            architecture,
            fitPixels,
            oversampling,
            [.. Enumerable.Range(0, fitPixels.Length / line.Preprocessing.CountBytes(oversampling))],
            PixelArrays.Join(images, split.Manifest.Select));

        var (bundle, summary) = await Task.Factory.StartNew(
            () => Fit(
                architecture,
                training,
                images,
                files,
                split.Manifest,
                TrainingTime.ForTrainingAlone(
                    options, images.Images.Count, TileTime.Of(images, split.Manifest, architecture, LineThreads.Count(line.Threads))),
                cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);
        var record = session.Store.AddModel(new NewModel
        {
            Sha256 = bundle.Sha256,
            LineId = session.Record.Id,
            Family = architecture.Family,
            Path = bundle.Path,
            Metadata = JsonSerializer.Serialize(
                bundle.Metadata with { SplitJson = "{}", References = new Dictionary<string, string>(StringComparer.Ordinal) },
                LineJson.Options),
            TrainedAt = bundle.Metadata.Created,
        });
        var calibrate = split.Manifest.Calibrate.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        return new(
            record,
            bundle,
            split.Manifest,
            images,
            [.. files.Where(f => calibrate.Contains(f.RelativePath))],
            summary,
            split.Warnings,
            problems);
    }

    // Twice the resolution lets augmentation move pixels by halves. A tile at more than half the camera's own has no finer pixels
    // behind it: made up by interpolation they would teach the flow blurred images.
    private int Oversampling(TrainingOptions options) =>
        options.Augmentation == AugmentationOptions.None || line.Preprocessing.Tiling is { Scale: > 0.5 } ? 1 : 2;

    private Task<PreparedImageSet> LoadAsync(IEnumerable<SourceFile> files, int scale, long seed, CancellationToken cancellationToken) =>
        PreparedImageSet.LoadAsync(
            files,
            new BatchOptions { Workers = LineThreads.Count(line.Threads) },
            line.Decoding,
            line.Preprocessing,
            scale,
            seed,
            session.Time,
            cancellationToken);

    // All of torch's work on one thread: its thread pool and its dispose scopes belong to the thread that calls.
    private (ModelBundle Bundle, TrainingSummary Summary) Fit(
        FlowArchitecture architecture,
        TrainingImages training,
        PreparedImageSet images,
        IReadOnlyList<SourceFile> files,
        SplitManifest split,
        TrainingOptions options,
        CancellationToken cancellationToken)
    {
        ThreadBudget.Apply(LineThreads.Count(line.Threads));
        Directory.CreateDirectory(session.ModelFolder);
        var checkpoint = Path.Combine(session.ModelFolder, CheckpointName(architecture, split, options));
        using var flow = FlowFactory.Create(architecture, options.Seed);
        flow.to(FlowDevice.Parse(line.Device));
        var summary = new FlowTrainer(options, session.Time).Train(flow, training, checkpoint, progress, cancellationToken);
        var fit = PixelArrays.Join(images, split.Fit);
        var reference = LatentReferenceBuilder.Build(
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
        var draft = Path.Combine(session.ModelFolder, "draft.safetensors");
        ModelBundle.Save(draft, flow, reference, metadata);
        var draftBundle = ModelBundle.Load(draft);
        var (typicality, local) = line.Preprocessing.Tiling is null
            ? References(draftBundle, images, split)
            : TileReferences.Measure(line, session.Time, draftBundle, files, split, options.Seed, cancellationToken);
        metadata = metadata with
        {
            References = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ImageScorer.TypicalityName] = JsonSerializer.Serialize(typicality, LineJson.Options),
                [ImageScorer.LocalTypicalityName] = JsonSerializer.Serialize(local, LineJson.Options),
            },
        };
        var sha256 = ModelBundle.Save(draft, flow, reference, metadata);
        var path = Path.Combine(session.ModelFolder, $"{sha256[..12]}.safetensors");
        File.Move(draft, path, overwrite: true);
        File.Delete(checkpoint);
        return (ModelBundle.Load(path), summary);
    }

    // Named after all that decides the weights: a run with other options or images starts its own checkpoint, and the
    // same command after a kill finds the one that it left.
    private static string CheckpointName(FlowArchitecture architecture, SplitManifest split, TrainingOptions options)
    {
        var key = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { architecture, split, options }, LineJson.Options));
        return $"training-{Convert.ToHexStringLower(key)[..12]}.checkpoint";
    }

    // By the scorer, so that they stand on the same arithmetic as every score compared with them.
    private (TypicalityReference Typicality, LocalTypicalityReference Local) References(
        ModelBundle draft, PreparedImageSet images, SplitManifest split)
    {
        using var scorer = new FlowScorer(draft, new FlowScorerOptions
        {
            Device = line.Device,
            Precision = line.Scan.Precision,
            Threads = LineThreads.Count(line.Threads),
        });
        var select = PixelArrays.Join(images, split.Select);
        var typicality = TypicalityReference.Fit(
            scorer.Score(select, split.Select.Count, withMaps: false).Select(s => s.Nll));
        var local = LocalTypicalityReference.Fit(
            split.Fit.Chunk(MapsAtATime).SelectMany(
                chunk => scorer.Score(PixelArrays.Join(images, chunk), chunk.Length).Select(s => s.Map!)),
            line.Preprocessing.Width);
        return (typicality, local);
    }
}
