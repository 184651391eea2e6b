namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    // What is stored in one batch has one time: a capture or a score as old as the decision came from a file that was read for it.
    internal const string CountReadSql =
        """
        SELECT count(DISTINCT d.capture_id)
        FROM run r
        CROSS JOIN decision d ON d.run_id = r.id
        JOIN calibration k ON k.id = d.calibration_id AND k.model_id = r.model_id AND k.precision = r.precision
        JOIN capture c ON c.id = d.capture_id
        JOIN score s ON s.content_hash = c.content_hash AND s.model_id = r.model_id AND s.precision = r.precision
        WHERE r.id = @runId AND (c.first_seen_at = d.decided_at OR s.scored_at = d.decided_at)
        """;

    // Only files that the database knew before are looked up in former runs.
    internal const string NewFailuresSql =
        """
        SELECT c.path
        FROM failure f
        JOIN capture c ON c.id = f.capture_id
        WHERE f.run_id = @runId AND NOT (c.first_seen_at < f.failed_at AND EXISTS (
          SELECT 1 FROM run r
          CROSS JOIN failure o ON o.run_id = r.id AND o.capture_id = f.capture_id AND o.failed_at >= c.modified_at
          WHERE r.line_id = c.line_id AND r.id <> @runId))
        """;

    /// <summary>
    /// Counts the images that a run has read so far and that its model scores; those that were only decided anew, by scores that the
    /// database had, are left out.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>How many.</returns>
    public long CountRead(string runId) => database.Read(session => session.Scalar<long>(CountReadSql, new { runId }));

    /// <summary>Lists the files that a run could not read so far and that no other run failed on as they are.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>Their paths, in no order.</returns>
    public IReadOnlyList<string> ListNewFailures(string runId) => database.Read(session => session.List<string>(NewFailuresSql, new { runId }));
}
