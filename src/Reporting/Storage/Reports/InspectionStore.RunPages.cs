using System.Text.Json;

namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    internal const string ExtremeRowsSql =
        """
        SELECT x.kind, x.rank, x.value, x.capture_id, c.path, d.outcome, d.percentile,
               (SELECT e.picture FROM evidence e WHERE e.content_hash = c.content_hash AND e.kind = 'thumbnail') AS thumbnail,
               (SELECT e.picture FROM evidence e WHERE e.content_hash = c.content_hash AND e.kind = 'map' AND e.model_id = k.model_id AND e.score = k.score) AS map
        FROM extremal x
        CROSS JOIN capture c ON c.id = x.capture_id
        CROSS JOIN run r ON r.id = x.run_id
        LEFT JOIN calibration k ON k.id = r.calibration_id
        LEFT JOIN decision d ON d.capture_id = c.id AND d.calibration_id = r.calibration_id
        WHERE x.run_id = @runId AND x.kind <> 'flagged' ORDER BY x.kind, x.rank
        """;

    internal const string RunTallySql =
        """
        SELECT CASE WHEN i.outcome = 'ok' THEN 'audit' ELSE i.outcome END AS name, count(*) AS images,
               sum(i.verdict IS 'defective') AS defective, sum(i.verdict IS 'good') AS good, sum(i.verdict IS 'unsure') AS unsure
        FROM review_item i WHERE i.run_id = @runId AND (i.outcome <> 'ok' OR i.is_audit = 1) GROUP BY name
        """;

    /// <summary>Lists the runs of some lines, a page at a time.</summary>
    /// <param name="lineIds">The lines' ids.</param>
    /// <param name="before">Only runs that began before this instant; null for no limit.</param>
    /// <param name="limit">The most to return.</param>
    /// <returns>The runs, the latest begun first.</returns>
    public IReadOnlyList<RunRecord> ListRuns(IEnumerable<string> lineIds, DateTimeOffset? before, int limit) => database.Read(session =>
        session.List<RunRecord>(
            SelectRun + $" WHERE +line_id IN (SELECT value FROM json_each(@lines)){(before is null ? string.Empty : " AND started_at < @until")} ORDER BY started_at DESC, id DESC LIMIT @limit",
            new { lines = JsonSerializer.Serialize(lineIds), until = before is { } instant ? Instant.ToText(instant) : null, limit }));

    /// <summary>Lists the images farthest, nearest, highest and lowest of a run, with their pictures.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The images by kind and rank.</returns>
    public IReadOnlyList<ExtremeRow> ListExtremeRows(string runId) =>
        database.Read(session => session.List<ExtremeRow>(ExtremeRowsSql, new { runId }));

    /// <summary>Counts what people said of the images that a run flagged or drew for audit, as the latest decision on them has it.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The tallies of <c>reject</c>, <c>review</c> and <c>audit</c> that have any images.</returns>
    public IReadOnlyList<VerdictTally> TallyVerdicts(string runId) =>
        database.Read(session => session.List<VerdictTally>(RunTallySql, new { runId }));
}
