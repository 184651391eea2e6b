using System.Text.Json;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    // CROSS JOIN has the paths looked up one by one; left to itself the planner walks through all files of the line.
    internal const string KnownFilesSql =
        """
        SELECT c.id AS capture_id, c.path, c.size, c.modified_at AS modified, c.status, c.attempts, c.content_hash,
               EXISTS (SELECT 1 FROM decision d WHERE d.capture_id = c.id AND d.calibration_id = @calibrationId) AS is_decided,
               s.content_hash IS NOT NULL AS has_score,
               s.nll, s.bits_per_dim, s.last_scale_nll, s.peak, s.typicality, s.complexity, s.local_typicality, s.latent_distance,
               s.pc1, s.pc2, s.peak_x, s.peak_y, s.tiles, s.last_scale, s.joint
        FROM json_each(@paths) p
        CROSS JOIN capture c ON c.line_id = @lineId AND c.path = p.value
        LEFT JOIN score s ON s.content_hash = c.content_hash AND s.model_id = @modelId AND s.precision = @precision
        WHERE c.revision = (SELECT max(r.revision) FROM capture r WHERE r.line_id = @lineId AND r.path = p.value)
        """;

    private static readonly string SelectScore =
        $"SELECT {ScoreColumns.List} FROM score WHERE content_hash = @contentHash AND model_id = @modelId AND precision = @precision";

    /// <summary>
    /// Looks up files of a line, some thousands at a time, so that a scan can leave out what is done and spare itself
    /// the decoding of what has a score.
    /// </summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="modelId">The model in force.</param>
    /// <param name="precision">The precision in which it scores.</param>
    /// <param name="calibrationId">The calibration in force.</param>
    /// <param name="paths">The paths, relative to the line's folder or, outside it, in full, with forward slashes.</param>
    /// <returns>Those that the database knows, by path.</returns>
    public IReadOnlyDictionary<string, KnownFile> KnownFiles(
        string lineId, string modelId, string precision, string calibrationId, IEnumerable<string> paths)
    {
        var arguments = new { lineId, modelId, precision, calibrationId, paths = JsonSerializer.Serialize(paths) };
        var rows = database.Read(session => session.List<KnownFileRow>(KnownFilesSql, arguments));
        return rows.ToDictionary(r => r.Path, r => r.ToKnownFile(), StringComparer.Ordinal);
    }

    /// <summary>Tells whether a content has a score.</summary>
    /// <param name="contentHash">The content's SHA-256.</param>
    /// <param name="modelId">The model.</param>
    /// <param name="precision">The precision in which it scores.</param>
    /// <returns>True when <see cref="GetScore"/> would find one.</returns>
    public bool HasScore(string contentHash, string modelId, string precision) =>
        GetScore(contentHash, modelId, precision) is not null;

    /// <summary>Finds the scores of a content.</summary>
    /// <param name="contentHash">The content's SHA-256.</param>
    /// <param name="modelId">The model.</param>
    /// <param name="precision">The precision in which it scores.</param>
    /// <returns>The scores, or null when that model has not scored it in that precision.</returns>
    public ScoreValues? GetScore(string contentHash, string modelId, string precision) => database.Read(session =>
        session.Find<ScoreValues>(SelectScore, new { contentHash, modelId, precision }));

    /// <summary>
    /// Stores what a run found out about some files, in one transaction. Done twice it stores nothing twice.
    /// </summary>
    /// <param name="runId">The run, which must have a model, a precision and a calibration.</param>
    /// <param name="results">The files.</param>
    /// <param name="decide">Makes the decision from the scores that stand, by the run's calibration.</param>
    /// <returns>What became of each, in the same order.</returns>
    /// <exception cref="StorageException">The run does not exist, is not running, or has no model or calibration.</exception>
    public IReadOnlyList<WrittenCapture> WriteBatch(
        string runId, IReadOnlyList<CaptureResult> results, Func<ScoreValues, Decision> decide)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(decide);
        return database.Write(session =>
        {
            var run = session.Find<RunRecord>(SelectRun + " WHERE id = @runId", new { runId });
            if (run is not { Status: RunStatus.Running, ModelId: not null, CalibrationId: not null, Precision: not null } ||
                run.Owner != options.Owner)
            {
                throw new StorageException(
                    Path,
                    StorageFault.Conflict,
                    $"run {runId} takes no results: it is not running in this process, or has no model and calibration. Run the job again.");
            }

            var now = Now();
            using var writer = new CaptureWriter(session, run, ids, now, decide);
            var written = results.Select(writer.Write).ToList();
            session.Execute("UPDATE run SET heartbeat_at = @now WHERE id = @runId", new { runId, now });
            return written;
        });
    }
}
