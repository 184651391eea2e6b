using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Nightly;

/// <summary>Writes what the page shows as JSON. schemas/report.md documents every key.</summary>
internal static class NightJson
{
    private const string Schema = "inspectflow-report/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Default,
        Converters = { new FiniteNumberConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static void Write(
        Stream stream, NightReport report, IReadOnlyList<NightItem> items, IReadOnlyList<ExtremalSample> samples, DateTimeOffset written)
    {
        var images = report.Images;
        var calibration = report.Calibration.Calibration;
        JsonSerializer.Serialize(
            stream,
            new
            {
                Schema,
                Written = written.UtcDateTime,
                report.Line,
                report.Options.Title,
                Model = new { report.Model.Id, report.Model.Sha256, report.Model.Family },
                Calibration = new
                {
                    report.Calibration.Id,
                    report.Calibration.Score,
                    report.Calibration.Precision,
                    report.Calibration.Source,
                    GoodImages = calibration.Reference.Count,
                    Review = new { Threshold = calibration.Review.Value, calibration.Review.Percentile },
                    Reject = calibration.Reject is { } reject ? new { Threshold = reject.Value, reject.Percentile } : null,
                    NllQuantiles = report.Bands.Nll,
                    ScoreQuantiles = report.Bands.Deciding,
                },
                Headline = Nightly.Headline.Of(report),
                Run = Of(report.Tonight),
                Images = new { Scanned = images.Count, images.Flagged, images.Rejected, images.ToReview, images.Duplicates, FlaggedPercent = images.Percent(images.Flagged) },
                Before = report.Before.Select(Of),
                Map = report.Legend is { } legend ? new { legend.Scale.Low, legend.Scale.High, legend.Meaning, legend.Unit } : null,
                Flagged = items.Select(Of),
                Histogram = new { images.Scores.Low, images.Scores.High, Run = Of(images.Scores), Calibration = Of(images.Reference) },
                Extremes = samples.Select(Of),
                LatentPoints = images.Points().SelectMany(p => p).Select(r => new
                {
                    r.Path,
                    r.Outcome,
                    Score = r.Value(r.DecidingScore),
                    r.Pc1,
                    r.Pc2,
                }),
                Unreadable = report.Unreadable.Select(u => new { u.Path, u.Reason, u.Attempts, u.Size }),
            },
            Options);
    }

    private static object Of(Night night) => new
    {
        night.Run.Id,
        night.Run.Job,
        Scheduled = night.Run.NominalAt.UtcDateTime,
        night.Run.Status,
        night.Run.Error,
        Started = night.Run.StartedAt.UtcDateTime,
        Seconds = night.Duration?.TotalSeconds,
        night.Run.Listed,
        night.Run.Known,
        night.Run.Waiting,
        night.Run.Decided,
        night.Run.Duplicates,
        night.Run.Unreadable,
        night.Run.Review,
        night.Run.Reject,
        night.FlaggedPercent,
        night.Run.ModelId,
        night.Run.CalibrationId,
        Drift = night.Drift.Select(d => new { d.Score, d.Quantiles, d.AlarmAt, d.IsAlarm }),
    };

    private static object Of(NightItem item) => new
    {
        item.Rank,
        item.Row.Path,
        item.Row.Outcome,
        Score = item.Row.Value(item.Row.DecidingScore),
        item.Row.Percentile,
        item.Row.Margin,
        item.Row.Reason,
        item.Row.Nll,
        item.Row.PeakX,
        item.Row.PeakY,
        item.Row.Part,
        item.Row.Lot,
        item.Row.Serial,
        item.Row.Station,
        item.Row.View,
        Modified = item.Row.ModifiedAt.UtcDateTime,
        item.Row.Width,
        item.Row.Height,
        item.Row.Tiles,
        item.Row.IsDuplicate,
        ContentSha256 = item.Row.ContentHash,
        item.Row.CaptureId,
        item.Pictures,
    };

    private static object Of(ExtremalSample sample) => new
    {
        Kind = sample.KindName,
        sample.Rank,
        sample.Value,
        sample.Row.Path,
        sample.Row.Outcome,
        Picture = sample.PictureFile,
        Map = sample.MapFile,
        sample.Row.CaptureId,
    };

    private static object Of(Histogram histogram) => new { histogram.Counts, Below = histogram.Underflow, Above = histogram.Overflow, histogram.NotANumber };
}
