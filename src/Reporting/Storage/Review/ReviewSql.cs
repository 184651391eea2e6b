using Dapper;

namespace InspectFlow.Reporting.Storage;

/// <summary>
/// The statements of the review queue. A page is found on the queue's own table, in the order of an index; everything else is looked
/// up for the few images of the page alone.
/// </summary>
internal static class ReviewSql
{
    /// <summary>Other pictures of one part or path, and the same one at other paths.</summary>
    public const string History =
        """
        SELECT c.id AS capture_id, c.path, c.revision, c.modified_at, d.outcome, d.margin, i.verdict, i.defect_type,
               (SELECT e.picture FROM evidence e WHERE e.content_hash = c.content_hash AND e.kind = 'thumbnail') AS thumbnail
        FROM (SELECT id FROM capture WHERE line_id = @lineId AND path = @path
              UNION SELECT id FROM capture WHERE line_id = @lineId AND serial = @serial
              UNION SELECT id FROM capture WHERE line_id = @lineId
                AND content_hash = (SELECT s.content_hash FROM capture s WHERE s.id = @captureId)) h
        JOIN capture c ON c.id = h.id
        LEFT JOIN decision d ON d.capture_id = c.id
          AND d.calibration_id = (SELECT n.calibration_id FROM decision n WHERE n.capture_id = c.id ORDER BY n.decided_at DESC LIMIT 1)
        LEFT JOIN review_item i ON i.capture_id = c.id
        WHERE c.id <> @captureId
        ORDER BY c.modified_at DESC, c.id DESC LIMIT @limit
        """;

    /// <summary>How many images stand how, by line.</summary>
    public const string Counts =
        """
        SELECT i.line_id, i.state, count(*) AS images, sum(i.outcome <> 'ok') AS flagged, sum(i.outcome = 'ok' AND i.is_audit = 1) AS audit
        FROM json_each(@lines) p CROSS JOIN review_item i ON i.line_id = p.value WHERE i.state <> 'dropped' GROUP BY i.line_id, i.state
        """;

    /// <summary>Every version of the verdict on an image.</summary>
    public const string Verdicts =
        """
        SELECT capture_id, version, verdict, defect_type, note, undoes, model_id, calibration_id, given_by, given_at
        FROM verdict WHERE capture_id = @captureId ORDER BY version DESC
        """;

    /// <summary>The columns of a <see cref="ReviewRow"/>, of the item <c>i</c> on the capture <c>c</c>.</summary>
    private const string Row =
        """
        SELECT i.capture_id, i.line_id, l.name AS line, i.run_id, c.path, c.content_hash, c.part, c.lot, c.serial, i.outcome, i.is_audit,
               i.calibration_id, k.model_id, k.score AS deciding_score, i.score, k.review_threshold, k.reject_threshold, i.severity,
               i.decided_at, i.state, i.version, i.verdict, i.defect_type, v.note, v.given_by, v.given_at,
               (SELECT e.picture FROM evidence e WHERE e.content_hash = c.content_hash AND e.kind = 'thumbnail') AS thumbnail,
               (SELECT e.picture FROM evidence e WHERE e.content_hash = c.content_hash AND e.kind = 'map' AND e.model_id = k.model_id AND e.score = k.score) AS map
        """;

    private const string Joins =
        """
        CROSS JOIN capture c ON c.id = i.capture_id
        CROSS JOIN line l ON l.id = i.line_id
        CROSS JOIN calibration k ON k.id = i.calibration_id
        LEFT JOIN verdict v ON v.capture_id = i.capture_id AND v.version = i.version AND i.verdict IS NOT NULL
        """;

    // What review_item holds, made up for an image that is not in the queue.
    private const string AnyItem =
        """
        (SELECT d.capture_id, k.line_id, d.run_id, k.id AS calibration_id, d.outcome, 0 AS is_audit, d.margin + k.review_threshold AS score,
                ifnull(d.margin / u.unit, 1e300) AS severity, d.decided_at, NULL AS verdict, NULL AS defect_type, 0 AS version, 'dropped' AS state
         FROM decision d JOIN calibration k ON k.id = d.calibration_id JOIN margin_unit u ON u.calibration_id = k.id
         WHERE d.capture_id = @captureId ORDER BY d.decided_at DESC LIMIT 1)
        """;

    /// <summary>Gets one image of the queue.</summary>
    public static string QueuedItem { get; } = $"{Row} FROM review_item i\n{Joins} WHERE i.capture_id = @captureId";

    /// <summary>Gets one image that is not in the queue.</summary>
    public static string OtherItem { get; } = $"{Row} FROM {AnyItem} i\n{Joins}";

    /// <summary>Gets images of the queue by their ids.</summary>
    public static string Selection { get; } =
        $"{Row} FROM json_each(@captures) s CROSS JOIN review_item i ON i.capture_id = s.value\n{Joins} ORDER BY s.key";

    /// <summary>Gives the statement for a page, or for everything when there is no limit.</summary>
    /// <param name="filter">Which images, and in which order.</param>
    /// <param name="from">Where the page begins, or ends when <paramref name="isBackwards"/>; null for the queue's beginning.</param>
    /// <param name="isBackwards">Whether the page before <paramref name="from"/> is wanted; its rows come in reverse.</param>
    /// <param name="limit">The most rows; null for all.</param>
    public static (string Sql, DynamicParameters Arguments) Page(ReviewFilter filter, ReviewCursor? from, bool isBackwards, int? limit)
    {
        var arguments = new DynamicParameters();
        var key = filter.Order == ReviewOrder.Worst ? "severity" : "decided_at";
        var order = $"i.{key} {(isBackwards ? "ASC" : "DESC")}, i.capture_id {(isBackwards ? "ASC" : "DESC")}";
        var place = string.Empty;
        if (from is not null)
        {
            place = $" AND (i.{key}, i.capture_id) {(isBackwards ? '>' : '<')} (@key, @from)";
            arguments.Add("from", from.CaptureId);
            arguments.Add("key", filter.Order == ReviewOrder.Worst ? from.Severity : Instant.ToText(from.DecidedAt));
        }

        arguments.Add("limit", limit ?? -1);
        var page = $"SELECT i.capture_id{Where(filter, arguments)}{place} ORDER BY {order} LIMIT @limit";
        return ($"WITH page AS MATERIALIZED ({page})\n{Row} FROM page p CROSS JOIN review_item i ON i.capture_id = p.capture_id\n{Joins}\nORDER BY {order}", arguments);
    }

    /// <summary>Gives the statement that counts, up to <c>@limit</c>.</summary>
    /// <param name="filter">Which images.</param>
    /// <param name="limit">Where to stop counting.</param>
    public static (string Sql, DynamicParameters Arguments) Count(ReviewFilter filter, int limit)
    {
        var arguments = new DynamicParameters();
        arguments.Add("limit", limit);
        return ($"SELECT count(*) FROM (SELECT 1{Where(filter, arguments)} LIMIT @limit)", arguments);
    }

    private static string Where(ReviewFilter filter, DynamicParameters arguments)
    {
        var sql = new System.Text.StringBuilder(" FROM review_item i");
        if (filter.Search is { Length: > 0 } search)
        {
            sql.Append(" CROSS JOIN capture c ON c.id = i.capture_id AND (c.path LIKE @search ESCAPE '\\' OR c.serial LIKE @search ESCAPE '\\'")
                .Append(" OR c.lot LIKE @search ESCAPE '\\' OR c.part LIKE @search ESCAPE '\\')");
            arguments.Add("search", $"%{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%");
        }

        sql.Append(filter.State is null ? " WHERE i.state IN ('open', 'unsure', 'decided')" : " WHERE i.state = @state");
        arguments.Add("state", filter.State?.ToString().ToLowerInvariant());
        sql.Append(" AND i.line_id IN (SELECT value FROM json_each(@lines))");
        arguments.Add("lines", System.Text.Json.JsonSerializer.Serialize(filter.LineIds));
        And("i.run_id = @run", "run", filter.RunId);
        And("i.defect_type = @defectType", "defectType", filter.DefectType);
        And("i.score >= @scoreFrom", "scoreFrom", filter.ScoreFrom);
        And("i.score <= @scoreTo", "scoreTo", filter.ScoreTo);
        And("i.decided_at >= @since", "since", filter.Since is { } since ? Instant.ToText(since) : null);
        And("i.decided_at < @until", "until", filter.Until is { } until ? Instant.ToText(until) : null);
        sql.Append(filter.Decision switch
        {
            ReviewDecision.Review => " AND i.outcome = 'review'",
            ReviewDecision.Reject => " AND i.outcome = 'reject'",
            ReviewDecision.Audit => " AND i.is_audit = 1",
            _ => string.Empty,
        });
        return sql.ToString();

        void And(string condition, string name, object? value)
        {
            if (value is not null)
            {
                sql.Append(" AND ").Append(condition);
                arguments.Add(name, value);
            }
        }
    }
}
