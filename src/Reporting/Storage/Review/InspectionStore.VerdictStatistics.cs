using System.Text.Json;

namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    internal const string TallySql =
        "SELECT CASE WHEN i.outcome = 'ok' THEN 'audit' ELSE i.outcome END AS name, count(*) AS images, " +
        "sum(i.verdict IS 'defective') AS defective, sum(i.verdict IS 'good') AS good, sum(i.verdict IS 'unsure') AS unsure" +
        FromComparable + " CROSS JOIN review_item i ON i.run_id = r.id AND (i.outcome <> 'ok' OR i.is_audit = 1) WHERE asked.id = @calibrationId GROUP BY name";

    internal const string JudgedSql =
        "SELECT i.score, i.verdict = 'defective' AS is_defective" + FromComparable +
        " CROSS JOIN review_item i ON i.run_id = r.id AND i.state = 'decided'" +
        " AND (i.outcome <> 'ok' OR i.is_audit = 1 OR EXISTS (SELECT 1 FROM decision f WHERE f.capture_id = i.capture_id AND f.outcome <> 'ok'))" +
        " WHERE asked.id = @calibrationId";

    internal const string CountsAboveSql = CountsAbove + " GROUP BY t.key";

    internal const string CountsLatestAboveSql = CountsAbove + AndIsLatest + " GROUP BY t.key";

    internal const string DecidedSql =
        "SELECT ifnull(sum(r.decided), 0)" + FromComparable + " WHERE asked.id = @calibrationId";

    internal const string DecidedLatestSql =
        "SELECT count(*)" + FromComparable + " CROSS JOIN decision d ON d.run_id = r.id AND d.calibration_id = k.id WHERE asked.id = @calibrationId" + AndIsLatest;

    internal const string NotFiniteSql =
        "SELECT count(*)" + FromComparable + " CROSS JOIN decision d ON d.run_id = r.id AND d.calibration_id = k.id AND d.margin IS NULL WHERE asked.id = @calibrationId";

    private const string NotFiniteLatestSql = NotFiniteSql + AndIsLatest;

    private const string CalibrationsSql = "SELECT count(DISTINCT r.calibration_id)" + FromComparable + " WHERE asked.id = @calibrationId";

    // Between each threshold and the next, so that every image is counted once.
    private const string CountsAbove =
        "SELECT t.key AS place, count(*) AS images FROM json_each(@ranges) t CROSS JOIN calibration asked" + Comparable +
        " CROSS JOIN decision d ON d.run_id = r.id AND d.calibration_id = k.id AND d.margin > (t.value ->> 0) - k.review_threshold" +
        " AND d.margin <= ifnull(t.value ->> 1, 1e300) - k.review_threshold WHERE asked.id = @calibrationId";

    // A scan under another calibration decides again on images that are still there, by the scores that they have: one decision counts.
    private const string AndIsLatest =
        """
         AND NOT EXISTS (SELECT 1 FROM decision n
          CROSS JOIN run q ON q.id = n.run_id AND q.calibration_id = n.calibration_id
            AND q.line_id = asked.line_id AND q.job = @job AND q.nominal_at >= @since AND q.nominal_at < @until
          CROSS JOIN calibration o ON o.id = n.calibration_id
            AND o.model_id = asked.model_id AND o.score = asked.score AND o.precision = asked.precision
          WHERE n.capture_id = d.capture_id AND (n.decided_at, n.calibration_id) > (d.decided_at, d.calibration_id))
        """;

    private const string FromComparable = " FROM calibration asked" + Comparable;

    // Runs whose scores can be compared with a calibration's: the same line, model, score and precision.
    private const string Comparable =
        """
         CROSS JOIN run r ON r.line_id = asked.line_id AND r.job = @job AND r.nominal_at >= @since AND r.nominal_at < @until
        CROSS JOIN calibration k ON k.id = r.calibration_id
          AND k.model_id = asked.model_id AND k.score = asked.score AND k.precision = asked.precision
        """;

    /// <summary>Counts what people said of the images that a line's runs of some time flagged or drew for audit.</summary>
    /// <param name="calibrationId">Tells line, model, score and precision; runs by others are left out.</param>
    /// <param name="job">The job whose runs are looked at.</param>
    /// <param name="since">The first nominal instant of a run.</param>
    /// <param name="until">The first nominal instant that is too late.</param>
    /// <returns>The tallies of <c>reject</c>, <c>review</c> and <c>audit</c>, in this order, also of none.</returns>
    public IReadOnlyList<VerdictTally> TallyVerdicts(string calibrationId, string job, DateTimeOffset since, DateTimeOffset until)
    {
        var found = database.Read(session => session.List<VerdictTally>(TallySql, new { calibrationId, job, since, until }))
            .ToDictionary(t => t.Name, StringComparer.Ordinal);
        return [.. new[] { "reject", "review", VerdictTally.Audit }.Select(n => found.GetValueOrDefault(n) ?? new VerdictTally { Name = n })];
    }

    /// <summary>
    /// Lists the judged ones among the images of a line's runs of some time that were ever flagged or drawn for audit: under a higher
    /// threshold, too, the defects that it lets pass tell against it.
    /// </summary>
    /// <param name="calibrationId">Tells line, model, score and precision; runs by others are left out.</param>
    /// <param name="job">The job whose runs are looked at.</param>
    /// <param name="since">The first nominal instant of a run.</param>
    /// <param name="until">The first nominal instant that is too late.</param>
    /// <returns>Their scores, in no order.</returns>
    public IReadOnlyList<JudgedScore> ListJudged(string calibrationId, string job, DateTimeOffset since, DateTimeOffset until) =>
        database.Read(session => session.List<JudgedScore>(JudgedSql, new { calibrationId, job, since, until }));

    /// <summary>Counts, for several thresholds at once, the images that each would have flagged, each image once; those without a finite score are among all of them.</summary>
    /// <param name="calibrationId">Tells line, model, score and precision; runs by others are left out.</param>
    /// <param name="thresholds">The thresholds, finite, in the unit of the calibration's score.</param>
    /// <param name="job">The job whose runs are looked at.</param>
    /// <param name="since">The first nominal instant of a run.</param>
    /// <param name="until">The first nominal instant that is too late.</param>
    /// <returns>How many images were decided on, and how many each threshold would have flagged, in the order of the thresholds.</returns>
    public (long Decided, IReadOnlyList<long> Above) CountAbove(
        string calibrationId, IReadOnlyList<double> thresholds, string job, DateTimeOffset since, DateTimeOffset until) => database.Read(session =>
    {
        var order = Enumerable.Range(0, thresholds.Count).OrderBy(i => thresholds[i]).ToList();
        var ranges = order.Select((place, i) => new double?[] { thresholds[place], i + 1 < order.Count ? thresholds[order[i + 1]] : null });
        var arguments = new { calibrationId, ranges = JsonSerializer.Serialize(ranges), job, since, until };

        // With one calibration all the time no image was decided twice, and an index alone has the answer.
        var isOnce = session.Scalar<long>(CalibrationsSql, arguments) <= 1;
        var above = new long[thresholds.Count];
        foreach (var counted in session.List<CountedAbove>(isOnce ? CountsAboveSql : CountsLatestAboveSql, arguments))
        {
            above[order[(int)counted.Place]] = counted.Images;
        }

        var total = session.Scalar<long>(isOnce ? NotFiniteSql : NotFiniteLatestSql, arguments);
        foreach (var place in Enumerable.Reverse(order))
        {
            total += above[place];
            above[place] = total;
        }

        return (session.Scalar<long>(isOnce ? DecidedSql : DecidedLatestSql, arguments), (IReadOnlyList<long>)above);
    });

    private sealed record CountedAbove
    {
        public long Place { get; init; }

        public long Images { get; init; }
    }
}
