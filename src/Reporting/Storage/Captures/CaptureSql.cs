namespace InspectFlow.Reporting.Storage;

/// <summary>The statements behind <see cref="CaptureWriter"/>.</summary>
internal static class CaptureSql
{
    public const string FindLatest =
        """
        SELECT id, revision, content_hash, attempts FROM capture
        WHERE line_id = @line AND path = @path ORDER BY revision DESC LIMIT 1
        """;

    public const string FindDuplicate =
        "SELECT id FROM capture WHERE content_hash = @hash AND line_id = @line AND path <> @path LIMIT 1";

    public const string InsertCapture =
        """
        INSERT INTO capture (id, line_id, path, revision, size, modified_at, part, lot, serial, station, view,
          content_hash, status, attempts, error, is_duplicate, first_seen_at, last_seen_at)
        VALUES (@id, @line, @path, @revision, @size, @modified, @part, @lot, @serial, @station, @view,
          @hash, @status, 1, @error, @duplicate, @now, @now)
        """;

    // Whether a row is a duplicate is settled when its content is first known: else the first of two would become one.
    public const string UpdateCapture =
        """
        UPDATE capture SET size = @size, modified_at = @modified, part = @part, lot = @lot, serial = @serial,
          station = @station, view = @view, status = @status, attempts = @attempts, error = @error,
          is_duplicate = CASE WHEN content_hash IS NULL THEN @duplicate ELSE is_duplicate END,
          content_hash = @hash, last_seen_at = @now
        WHERE id = @id
        """;

    public const string InsertContent =
        "INSERT INTO content (hash, width, height) VALUES (@hash, @width, @height) ON CONFLICT DO NOTHING";

    public const string InsertScore =
        $"""
        INSERT INTO score (content_hash, model_id, precision, {ScoreColumns.List}, scored_at)
        VALUES (@hash, @model, @precision, {ScoreColumns.Parameters}, @now) ON CONFLICT DO NOTHING
        """;

    public const string FindScore =
        $"SELECT {ScoreColumns.List} FROM score WHERE content_hash = @hash AND model_id = @model AND precision = @precision";

    public const string InsertDecision =
        """
        INSERT INTO decision (capture_id, calibration_id, run_id, percentile, margin, outcome, reason, decided_at)
        VALUES (@capture, @calibration, @run, @percentile, @margin, @outcome, @reason, @now) ON CONFLICT DO NOTHING
        """;

    public const string FindDecision =
        """
        SELECT outcome, percentile, margin, reason FROM decision
        WHERE capture_id = @capture AND calibration_id = @calibration
        """;

    public const string InsertFailure =
        """
        INSERT INTO failure (run_id, capture_id, reason, failed_at) VALUES (@run, @capture, @reason, @now)
        ON CONFLICT DO NOTHING
        """;

    public const string DeleteFailure = "DELETE FROM failure WHERE run_id = @run AND capture_id = @capture";
}
