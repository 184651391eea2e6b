namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    internal const string ScoresSql = SelectInspection + " WHERE d.run_id = @runId" + OfItsCalibration + " ORDER BY d.capture_id";

    internal const string FlaggedSql =
        SelectInspection + " WHERE d.run_id = @runId AND d.outcome <> 'ok'" + OfItsCalibration + " ORDER BY d.margin IS NULL DESC, d.margin DESC, c.path";

    internal const string PartHistorySql =
        SelectInspection + " WHERE c.line_id = @lineId AND c.part = @part ORDER BY c.modified_at DESC LIMIT @limit";

    internal const string SerialHistorySql =
        SelectInspection + " WHERE c.line_id = @lineId AND c.serial = @serial ORDER BY c.modified_at DESC";

    internal const string InspectionSql = SelectInspection + " WHERE d.capture_id = @captureId AND d.calibration_id = @calibrationId";

    internal const string FileHistorySql =
        SelectInspection + " WHERE c.line_id = @lineId AND c.path = @path ORDER BY c.revision DESC, d.decided_at DESC";

    internal const string CountAboveSql = "SELECT count(*)" + FromAbove;

    // The highest are found on the index alone; only for those is everything else looked up.
    internal const string AboveSql =
        "WITH above AS MATERIALIZED (SELECT d.capture_id, d.calibration_id, d.margin + k.review_threshold AS value" + FromAbove +
        " ORDER BY value DESC LIMIT @limit) " + SelectInspection +
        " JOIN above a ON a.capture_id = d.capture_id AND a.calibration_id = d.calibration_id ORDER BY a.value DESC, c.path";

    // A run that was resumed under another calibration has decisions by both on the images of its first attempt. The plus keeps the
    // planner from beginning anywhere else than without it.
    private const string OfItsCalibration = " AND +d.calibration_id = (SELECT calibration_id FROM run WHERE id = @runId)";

    // A margin is the score less the review threshold of its own calibration, so a threshold on the score is one on the
    // margin, run by run. CROSS JOIN keeps the order: few runs, then a range of each one's margins.
    private const string FromAbove =
        """
         FROM calibration asked
        CROSS JOIN run r ON r.line_id = asked.line_id AND r.job = @job AND r.nominal_at >= @since AND r.nominal_at < @until
        CROSS JOIN calibration k ON k.id = r.calibration_id
          AND k.model_id = asked.model_id AND k.score = asked.score AND k.precision = asked.precision
        CROSS JOIN decision d ON d.run_id = r.id AND d.calibration_id = k.id AND d.margin > @threshold - k.review_threshold
        WHERE asked.id = @calibrationId
        """;

    private const string SelectInspection =
        """
        SELECT d.run_id, l.name AS line, c.id AS capture_id, c.path, c.content_hash, c.part, c.lot, c.serial, c.station,
               c.view, c.size, c.modified_at, o.width, o.height, c.is_duplicate, m.sha256 AS model_sha256, k.precision,
               d.calibration_id, k.score AS deciding_score, d.percentile, d.margin, d.outcome, d.reason, d.decided_at,
               s.nll, s.bits_per_dim, s.last_scale_nll, s.peak, s.typicality, s.complexity, s.local_typicality, s.latent_distance,
               s.pc1, s.pc2, s.peak_x, s.peak_y, s.tiles, s.last_scale, s.joint
        FROM decision d
        JOIN capture c ON c.id = d.capture_id
        JOIN line l ON l.id = c.line_id
        JOIN content o ON o.hash = c.content_hash
        JOIN calibration k ON k.id = d.calibration_id
        JOIN model m ON m.id = k.model_id
        JOIN score s ON s.content_hash = c.content_hash AND s.model_id = k.model_id AND s.precision = k.precision
        """;

    /// <summary>Reads every decision of a run, row by row.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The rows, in the order in which their files were first seen.</returns>
    public IEnumerable<InspectionRow> ReadScores(string runId) => database.Stream<InspectionRow>(ScoresSql, new { runId });

    /// <summary>Reads the images that a run put to review or rejected, row by row.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The rows, the most anomalous first, led by those whose score is not finite.</returns>
    public IEnumerable<InspectionRow> ReadFlagged(string runId) => database.Stream<InspectionRow>(FlaggedSql, new { runId });

    /// <summary>Reads the decisions on the parts of one number, over all runs.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="part">The part's number.</param>
    /// <param name="limit">The most to return. The default is 1000.</param>
    /// <returns>The rows, the latest picture first.</returns>
    public IEnumerable<InspectionRow> ReadPartHistory(string lineId, string part, int limit = 1000) =>
        database.Stream<InspectionRow>(PartHistorySql, new { lineId, part, limit });

    /// <summary>Reads every decision on one part, known by its serial number, over all runs.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="serial">The serial number.</param>
    /// <returns>The rows, the latest picture first.</returns>
    public IEnumerable<InspectionRow> ReadSerialHistory(string lineId, string serial) =>
        database.Stream<InspectionRow>(SerialHistorySql, new { lineId, serial });

    /// <summary>Reads every decision on one file, over all runs and all contents that its path has had.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="path">The path, relative to the line's folder or, outside it, in full, with forward slashes.</param>
    /// <returns>The rows, the latest content first, and of one content the latest decision.</returns>
    public IEnumerable<InspectionRow> ReadFileHistory(string lineId, string path) =>
        database.Stream<InspectionRow>(FileHistorySql, new { lineId, path });

    /// <summary>
    /// Reads what another threshold would have flagged: the images that a line's runs of some time decided on by a score
    /// above it. Runs that decided by another model, score or precision are left out, and so are scores that are not
    /// finite, which every threshold flags.
    /// </summary>
    /// <param name="calibrationId">Tells line, model, score and precision.</param>
    /// <param name="threshold">The threshold, in the unit of the calibration's score.</param>
    /// <param name="job">The job whose runs are looked at.</param>
    /// <param name="since">The first nominal instant of a run.</param>
    /// <param name="until">The first nominal instant that is too late.</param>
    /// <param name="limit">The most to return. The default is 1000.</param>
    /// <returns>The rows, the highest score first.</returns>
    public IEnumerable<InspectionRow> ReadAbove(
        string calibrationId, double threshold, string job, DateTimeOffset since, DateTimeOffset until, int limit = 1000) =>
        database.Stream<InspectionRow>(AboveSql, new { calibrationId, threshold, job, since, until, limit });

    /// <summary>Counts what <see cref="ReadAbove"/> would read without a limit.</summary>
    /// <param name="calibrationId">Tells line, model, score and precision.</param>
    /// <param name="threshold">The threshold, in the unit of the calibration's score; −∞ counts all decisions.</param>
    /// <param name="job">The job whose runs are looked at.</param>
    /// <param name="since">The first nominal instant of a run.</param>
    /// <param name="until">The first nominal instant that is too late.</param>
    /// <returns>How many images.</returns>
    public long CountAbove(string calibrationId, double threshold, string job, DateTimeOffset since, DateTimeOffset until) =>
        database.Read(session => session.Scalar<long>(CountAboveSql, new { calibrationId, threshold, job, since, until }));

    /// <summary>Reads the files that a run could not read, row by row.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The rows, in the order in which their files were first seen.</returns>
    public IEnumerable<UnreadableRow> ReadUnreadable(string runId) => database.Stream<UnreadableRow>(
        """
        SELECT f.run_id, l.name AS line, c.path, c.size, c.modified_at, c.attempts, f.reason, f.failed_at
        FROM failure f
        JOIN capture c ON c.id = f.capture_id
        JOIN line l ON l.id = c.line_id
        WHERE f.run_id = @runId ORDER BY f.capture_id
        """,
        new { runId });

    /// <summary>Stores a run's extremes in place of those it had.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="extremes">The extremes.</param>
    public void SetExtremes(string runId, IReadOnlyCollection<ExtremeRecord> extremes) => database.Write(session =>
    {
        session.Execute("DELETE FROM extremal WHERE run_id = @runId", new { runId });
        foreach (var extreme in extremes)
        {
            session.Execute(
                "INSERT INTO extremal (run_id, kind, rank, capture_id, value) VALUES (@runId, @Kind, @Rank, @CaptureId, @Value)",
                new { runId, Kind = Text(extreme.Kind), extreme.Rank, extreme.CaptureId, extreme.Value });
        }

        return extremes.Count;
    });

    /// <summary>Lists a run's extremes.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The extremes by kind and rank.</returns>
    public IReadOnlyList<ExtremeRecord> ListExtremes(string runId) => database.Read(session => session.List<ExtremeRecord>(
        "SELECT kind, rank, capture_id, value FROM extremal WHERE run_id = @runId ORDER BY kind, rank", new { runId }));

    private static string Text(ExtremeKind kind) => kind switch
    {
        ExtremeKind.Flagged => "flagged",
        ExtremeKind.Farthest => "farthest",
        ExtremeKind.Nearest => "nearest",
        ExtremeKind.Highest => "highest",
        _ => "lowest",
    };
}
