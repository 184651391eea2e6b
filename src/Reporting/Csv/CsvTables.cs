using InspectFlow.Reporting.Export;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Csv;

/// <summary>The columns of every CSV file, in their order. schemas/csv.md tells their meaning and unit.</summary>
internal static class CsvTables
{
    public static CsvTable<InspectionRow> Scores { get; } = Inspections("inspectflow-scores/1");

    public static CsvTable<InspectionRow> Flagged { get; } = Inspections("inspectflow-flagged/1");

    public static CsvTable<UnreadableRow> Unreadable { get; } = new("inspectflow-unreadable/1")
    {
        { "run_id", r => r.RunId },
        { "line", r => r.Line },
        { "path", r => r.Path },
        { "reason", r => r.Reason },
        { "attempts", r => (long)r.Attempts },
        { "size_bytes", r => r.Size },
        { "modified_utc", r => r.ModifiedAt },
        { "failed_utc", r => r.FailedAt },
    };

    public static CsvTable<ExtremalSample> Extremal { get; } = new("inspectflow-extremal/1")
    {
        { "run_id", s => s.Row.RunId },
        { "line", s => s.Row.Line },
        { "kind", s => s.KindName },
        { "rank", s => (long)s.Rank },
        { "value", s => (double?)s.Value },
        { "path", s => s.Row.Path },
        { "content_sha256", s => s.Row.ContentHash },
        { "outcome", s => s.Row.Outcome },
        { "percentile", s => s.Row.Percentile },
        { "margin", s => s.Row.Margin },
        { "nll", s => s.Row.Nll },
        { "bits_per_dim", s => s.Row.BitsPerDim },
        { "latent_distance", s => s.Row.LatentDistance },
        { "pc1", s => s.Row.Pc1 },
        { "pc2", s => s.Row.Pc2 },
        { "picture", s => s.PictureFile },
        { "map", s => s.MapFile },
        { "capture_id", s => s.Row.CaptureId },
    };

    public static CsvTable<ReviewRow> Review { get; } = new("inspectflow-review/1")
    {
        { "line", r => r.Line },
        { "path", r => r.Path },
        { "verdict", r => r.Verdict?.ToString().ToLowerInvariant() },
        { "defect_type", r => r.DefectType },
        { "note", r => r.Note },
        { "given_by", r => r.GivenBy },
        { "given_utc", r => r.GivenAt },
        { "outcome", r => r.Outcome },
        { "is_audit", r => r.IsAudit },
        { "score", r => r.DecidingScore },
        { "value", r => r.Score },
        { "review_threshold", r => (double?)r.ReviewThreshold },
        { "reject_threshold", r => r.RejectThreshold },
        { "severity", r => (double?)r.Severity },
        { "part", r => r.Part },
        { "lot", r => r.Lot },
        { "serial", r => r.Serial },
        { "content_sha256", r => r.ContentHash },
        { "run_id", r => r.RunId },
        { "calibration_id", r => r.CalibrationId },
        { "decided_utc", r => r.DecidedAt },
        { "capture_id", r => r.CaptureId },
    };

    public static CsvTable<ExportedImage> Export { get; } = new("inspectflow-export/1")
    {
        { "file", i => i.File },
        { "from", i => i.From.ToString().ToLowerInvariant() },
        { "verdict", i => i.Row.Verdict?.ToString().ToLowerInvariant() },
        { "defect_type", i => i.Row.DefectType },
        { "note", i => i.Row.Note },
        { "given_by", i => i.Row.GivenBy },
        { "given_utc", i => i.Row.GivenAt },
        { "line", i => i.Row.Line },
        { "path", i => i.Row.Path },
        { "content_sha256", i => i.Row.ContentHash },
        { "part", i => i.Row.Part },
        { "lot", i => i.Row.Lot },
        { "serial", i => i.Row.Serial },
        { "outcome", i => i.Row.Outcome },
        { "is_audit", i => i.Row.IsAudit },
        { "score", i => i.Row.DecidingScore },
        { "value", i => i.Row.Score },
        { "calibration_id", i => i.Row.CalibrationId },
        { "capture_id", i => i.Row.CaptureId },
    };

    public static CsvTable<Night> Nights { get; } = new("inspectflow-nights/1")
    {
        { "run_id", n => n.Run.Id },
        { "job", n => n.Run.Job },
        { "scheduled_utc", n => n.Run.NominalAt },
        { "status", n => n.Run.Status.ToString().ToLowerInvariant() },
        { "attempt", n => (long)n.Run.Attempt },
        { "seconds", n => n.Duration?.TotalSeconds },
        { "listed", n => n.Run.Listed },
        { "known", n => n.Run.Known },
        { "waiting", n => n.Run.Waiting },
        { "scanned", n => n.Run.Decided },
        { "duplicates", n => n.Run.Duplicates },
        { "unreadable", n => n.Run.Unreadable },
        { "review", n => n.Run.Review },
        { "reject", n => n.Run.Reject },
        { "flagged_percent", n => n.FlaggedPercent },
        { "score", n => n.Calibration?.Score },
        { "model_id", n => n.Run.ModelId },
        { "calibration_id", n => n.Run.CalibrationId },
        { "drift_alarm", n => n.Drift.Any(d => d.IsAlarm) },
    };

    public static CsvTable<DriftRow> Drift { get; } = new("inspectflow-drift/1")
    {
        { "run_id", r => r.Night.Run.Id },
        { "scheduled_utc", r => r.Night.Run.NominalAt },
        { "score", r => r.Drift.Score },
        { "percent", r => (long)r.Percent },
        { "value", r => (double?)r.Value },
        { "calibration_value", r => r.Calibrated },
        { "sample_count", r => (long)r.Drift.Quantiles.Count },
        { "alarm_at", r => r.Percent == 50 ? r.Drift.AlarmAt : null },
        { "is_alarm", r => r.Percent == 50 && r.Drift.IsAlarm },
        { "calibration_id", r => r.Drift.CalibrationId },
    };

    private static CsvTable<InspectionRow> Inspections(string schema) => new(schema)
    {
        { "run_id", r => r.RunId },
        { "line", r => r.Line },
        { "path", r => r.Path },
        { "outcome", r => r.Outcome },
        { "score", r => r.DecidingScore },
        { "percentile", r => r.Percentile },
        { "margin", r => r.Margin },
        { "reason", r => r.Reason },
        { "nll", r => r.Nll },
        { "bits_per_dim", r => r.BitsPerDim },
        { "last_scale_nll", r => r.LastScaleNll },
        { "peak", r => r.Peak },
        { "peak_x", r => r.PeakX },
        { "peak_y", r => r.PeakY },
        { "typicality", r => r.Typicality },
        { "complexity", r => r.Complexity },
        { "local_typicality", r => r.LocalTypicality },
        { "latent_distance", r => r.LatentDistance },
        { "pc1", r => r.Pc1 },
        { "pc2", r => r.Pc2 },
        { "part", r => r.Part },
        { "lot", r => r.Lot },
        { "serial", r => r.Serial },
        { "station", r => r.Station },
        { "view", r => r.View },
        { "size_bytes", r => r.Size },
        { "modified_utc", r => r.ModifiedAt },
        { "width", r => (long)r.Width },
        { "height", r => (long)r.Height },
        { "is_duplicate", r => r.IsDuplicate },
        { "content_sha256", r => r.ContentHash },
        { "model_sha256", r => r.ModelSha256 },
        { "precision", r => r.Precision },
        { "calibration_id", r => r.CalibrationId },
        { "decided_utc", r => r.DecidedAt },
        { "capture_id", r => r.CaptureId },
        { "tiles", r => (double?)r.Tiles },
        { "last_scale", r => r.LastScale },
        { "joint", r => r.Joint },
    };
}
