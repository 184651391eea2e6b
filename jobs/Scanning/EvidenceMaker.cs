using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Scanning;

/// <summary>
/// Makes the pictures kept of an image. Few images get some, so the file is read again for them rather than every
/// decoded picture kept until its score is known.
/// </summary>
internal sealed class EvidenceMaker
{
    // On the usual 512 pixels a defect of 16 would be one pixel of a line-scan picture.
    private const int TiledSide = 1536;

    private readonly ImageDecoder decoder;
    private readonly EvidenceRenderer renderer;
    private readonly MapScale scale;
    private readonly string score;

    public EvidenceMaker(InForce inForce, DecodingOptions decoding)
    {
        decoder = new ImageDecoder(decoding);
        var options = new EvidenceOptions();
        renderer = new EvidenceRenderer(options with
        {
            MaxSide = inForce.Preprocessing.Tiling is null ? options.MaxSide : TiledSide,
            BlackLevel = inForce.Preprocessing.BlackLevel,
            WhiteLevel = inForce.Preprocessing.WhiteLevel,
        });
        score = inForce.Calibration.Score;
        scale = JsonSerializer.Deserialize<CalibrationDetails>(inForce.Calibration.Details, LineJson.Options)!.ScaleOf(score);
    }

    /// <summary>Gives the maps that images must keep for the pictures of what a calibration decides.</summary>
    public static MapKinds MapsFor(InForce inForce) => inForce.Calibration.Score is ScoreNames.Joint ? MapKinds.Joint : MapKinds.None;

    /// <summary>Makes the thumbnail and, where the model gives one, the map. A file that has gone or changed meanwhile gets none: its scores are what counts.</summary>
    public IReadOnlyList<EvidencePicture> Make(ScoredImage image, EvidenceReason reason)
    {
        try
        {
            using var source = decoder.Decode(File.ReadAllBytes(image.Item.File.Path), image.Item.File.Path);
            var thumbnail = new EvidencePicture { Kind = EvidenceKind.Thumbnail, Reason = reason, Picture = renderer.Thumbnail(source) };
            if (image.MapOf(score) is not { } map)
            {
                return [thumbnail];
            }

            var (peakX, peakY) = map.FindPeak(source.Width, source.Height);
            return
            [
                thumbnail,
                new()
                {
                    Kind = EvidenceKind.Map,
                    Reason = reason,
                    Picture = renderer.Map(source, map, scale),
                    Map = new(score, scale.Low, scale.High, peakX, peakY),
                },
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ImageDecodeException)
        {
            return [];
        }
    }
}
