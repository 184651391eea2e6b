using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Threads;
using InspectFlow.Model;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using OpenCvSharp;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// Keeps small pictures of the good images that a model knows, so that a person sees beside a flagged image what it should
/// look like, also after the folder has moved on.
/// </summary>
internal static class GoodGallery
{
    /// <summary>The most images of a gallery. More are drawn from at random.</summary>
    public const int Most = 500;

    /// <summary>Keeps the gallery of a model that has none yet, of those of its good images that are still there.</summary>
    /// <param name="session">The line.</param>
    /// <param name="model">The model as stored.</param>
    /// <param name="bundle">The model's file, which names its images.</param>
    /// <param name="cancellationToken">Stops; nothing is kept then.</param>
    public static void Complete(LineSession session, ModelRecord model, ModelBundle bundle, CancellationToken cancellationToken)
    {
        if (session.Line.GoodImages is null || session.Store.HasGallery(model.Id))
        {
            return;
        }

        var split = JsonSerializer.Deserialize<SplitManifest>(bundle.Metadata.SplitJson, LineJson.Options)!;
        var drawn = new ContentSample<SplitEntry>(Most, bundle.Metadata.Seed);
        foreach (var entry in split.Fit.Concat(split.Select).Concat(split.Calibrate))
        {
            drawn.Add(entry.ContentHash, entry);
        }

        var paths = Paths(session, cancellationToken);
        var preprocessing = BundlePreprocessing.Of(bundle);
        var decoder = new ImageDecoder(session.Line.Decoding);
        var renderer = new EvidenceRenderer(new EvidenceOptions { BlackLevel = preprocessing.BlackLevel, WhiteLevel = preprocessing.WhiteLevel });
        var pictures = drawn.Items
            .Where(entry => paths.ContainsKey(entry.RelativePath))
            .AsParallel()
            .WithCancellation(cancellationToken)
            .WithDegreeOfParallelism(preprocessing.Tiling is null ? LineThreads.Count(session.Line.Threads) : 1)
            .Select(entry => Read(entry, paths[entry.RelativePath]))
            .OfType<GoodPicture>()
            .ToList();
        if (pictures.Count > 0)
        {
            session.Store.AddGallery(model.Id, pictures);
        }

        // A good image that can't be read any more is only one fewer to compare with.
        GoodPicture? Read(SplitEntry entry, string path)
        {
            if (ContentFile.Read(path, entry.ContentHash) is not { } bytes)
            {
                return null;
            }

            try
            {
                using var picture = decoder.Decode(bytes, path);
                return new()
                {
                    ContentHash = entry.ContentHash,
                    Path = entry.RelativePath,
                    Look = PictureLook.Of(picture, preprocessing),
                    Picture = renderer.Thumbnail(picture),
                };
            }
            catch (Exception e) when (e is ImageDecodeException or PreparationException or OpenCVException)
            {
                return null;
            }
        }
    }

    // Without its folder a model can still be calibrated from stored scores.
    private static Dictionary<string, string> Paths(LineSession session, CancellationToken cancellationToken)
    {
        try
        {
            return new TrainingSource(session.Line, session.Time).List(_ => { }, cancellationToken)
                .ToDictionary(f => f.RelativePath, f => f.Path, StringComparer.Ordinal);
        }
        catch (SourceException)
        {
            return [];
        }
    }
}
