using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Threads;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using OpenCvSharp;

namespace InspectFlow.Jobs.Scanning;

/// <summary>
/// Makes what is kept of an image for people. Few images get some, so the file is read again for them rather than every
/// decoded picture kept until its score is known. Safe to use from several threads.
/// </summary>
internal sealed class EvidenceMaker
{
    private readonly ImageDecoder decoder;
    private readonly EvidenceRenderer renderer;
    private readonly PreprocessingOptions preprocessing;
    private readonly MapScale scale;
    private readonly string score;
    private readonly int workers;
    private readonly Lazy<IReadOnlyList<GoodLook>> gallery;

    public EvidenceMaker(LineSession session, InForce inForce)
    {
        decoder = new ImageDecoder(session.Line.Decoding);
        preprocessing = inForce.Preprocessing;
        renderer = new EvidenceRenderer(new EvidenceOptions { BlackLevel = preprocessing.BlackLevel, WhiteLevel = preprocessing.WhiteLevel });
        score = inForce.Calibration.Score;
        scale = JsonSerializer.Deserialize<CalibrationDetails>(inForce.Calibration.Details, LineJson.Options)!.ScaleOf(score);
        gallery = new(() => session.Store.ListGoodLooks(inForce.Model.Id));

        // A tiled line's pictures can be too large to hold several of.
        workers = preprocessing.Tiling is null ? LineThreads.Count(session.Line.Threads) : 1;
    }

    /// <summary>Gives the maps that images must keep for the pictures of what a calibration decides.</summary>
    public static MapKinds MapsFor(InForce inForce) => inForce.Calibration.Score is ScoreNames.Joint ? MapKinds.Joint : MapKinds.None;

    /// <summary>Makes the evidence of some images, in their order, on the line's threads.</summary>
    public IReadOnlyList<MadeEvidence> Make(IReadOnlyList<ScoredImage> images, EvidenceReason reason)
    {
        var made = new MadeEvidence[images.Count];
        Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, i => made[i] = Make(images[i], reason));
        return made;
    }

    /// <summary>
    /// Makes the pictures of the source and, where the model gives one, of the map, and finds the nearest good image. A file that has
    /// gone or changed meanwhile gets none: its scores are what counts.
    /// </summary>
    public MadeEvidence Make(ScoredImage image, EvidenceReason reason)
    {
        var path = image.Item.File.Path;
        if (ContentFile.Read(path, image.Item.ContentHash!) is not { } bytes)
        {
            return MadeEvidence.None;
        }

        try
        {
            using var source = decoder.Decode(bytes, path);
            return new([.. Pictures(source, image.MapOf(score), reason)], FindNeighbour(source, image.Item.ContentHash!));
        }
        catch (Exception e) when (e is ImageDecodeException or PreparationException)
        {
            return MadeEvidence.None;
        }
    }

    private IEnumerable<EvidencePicture> Pictures(Mat source, LocalMap? map, EvidenceReason reason)
    {
        yield return Of(EvidenceKind.Thumbnail, renderer.Thumbnail(source));
        yield return Of(EvidenceKind.Picture, renderer.Picture(source));
        if (map is null)
        {
            yield break;
        }

        var (peakX, peakY) = map.FindPeak(source.Width, source.Height);
        var shown = new EvidenceMap(score, scale.Low, scale.High, peakX, peakY);
        yield return Of(EvidenceKind.Map, renderer.Map(source, map, scale), shown);
        yield return Of(EvidenceKind.Layer, EvidenceRenderer.Layer(source.Size(), map, scale), shown);
        yield return Of(EvidenceKind.Crop, renderer.Crop(source, map), shown);

        EvidencePicture Of(EvidenceKind kind, EncodedPicture picture, EvidenceMap? map = null) =>
            new() { Kind = kind, Reason = reason, Picture = picture, Map = map };
    }

    // An image that the model learned from is not its own neighbour.
    private Neighbour? FindNeighbour(Mat source, string contentHash)
    {
        if (gallery.Value.Count == 0)
        {
            return null;
        }

        var look = PictureLook.Of(source, preprocessing);
        return gallery.Value
            .Where(good => !string.Equals(good.ContentHash, contentHash, StringComparison.Ordinal))
            .Select(good => new Neighbour(good.ContentHash, Look.Correlation(look, good.Look)))
            .MaxBy(neighbour => neighbour.Correlation);
    }
}
