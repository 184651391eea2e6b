using System.Text.Json;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    internal const string NightsSql =
        SelectRun + " WHERE line_id = @lineId AND job = @job AND nominal_at <= @until AND status <> 'running' ORDER BY nominal_at DESC LIMIT @limit";

    internal const string DriftSql =
        """
        SELECT d.run_id, d.calibration_id, d.statistic, d.value, d.alarm_at, d.is_alarm, d.sample_count, d.computed_at
        FROM json_each(@runs) p CROSS JOIN drift d ON d.run_id = p.value ORDER BY d.run_id, d.statistic
        """;

    /// <summary>Lists the last runs of a job up to some instant, those under way left out.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="job">The kind of job.</param>
    /// <param name="until">The last nominal instant.</param>
    /// <param name="limit">The most to return.</param>
    /// <returns>The runs, the earliest nominal instant first.</returns>
    public IReadOnlyList<RunRecord> ListNights(string lineId, string job, DateTimeOffset until, int limit) => database.Read(session =>
        session.List<RunRecord>(NightsSql, new { lineId, job, until, limit }).Reverse().ToList());

    /// <summary>Reads by which scores a run is compared with its calibration, image by image.</summary>
    /// <param name="run">The run.</param>
    /// <param name="calibration">The calibration by which it decided.</param>
    /// <returns>The scores, in no order.</returns>
    public IEnumerable<DriftValue> ReadDriftValues(RunRecord run, CalibrationRecord calibration)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(calibration);
        return database.Stream<DriftValue>(
            DriftValuesSql(calibration.Score), new { runId = run.Id, calibrationId = calibration.Id, calibration.ModelId, calibration.Precision });
    }

    /// <summary>Stores how far a run's population has moved, in place of what was stored under the same statistics.</summary>
    /// <param name="drift">The statistics.</param>
    public void SetDrift(IReadOnlyCollection<DriftRecord> drift)
    {
        ArgumentNullException.ThrowIfNull(drift);
        database.Write(session =>
        {
            foreach (var statistic in drift)
            {
                session.Execute(
                    """
                    INSERT OR REPLACE INTO drift (run_id, calibration_id, statistic, value, alarm_at, is_alarm, sample_count, computed_at)
                    VALUES (@RunId, @CalibrationId, @Statistic, @Value, @AlarmAt, @IsAlarm, @SampleCount, @Now)
                    """,
                    new
                    {
                        statistic.RunId,
                        statistic.CalibrationId,
                        statistic.Statistic,
                        statistic.Value,
                        statistic.AlarmAt,
                        statistic.IsAlarm,
                        statistic.SampleCount,
                        Now = Now(),
                    });
            }

            return drift.Count;
        });
    }

    /// <summary>Lists the drift statistics of runs.</summary>
    /// <param name="runIds">The runs' ids.</param>
    /// <returns>The statistics by run and name.</returns>
    public IReadOnlyList<DriftRecord> ListDrift(IEnumerable<string> runIds) => database.Read(session =>
        session.List<DriftRecord>(DriftSql, new { runs = JsonSerializer.Serialize(runIds) }));

    // The scores' names are their columns' names.
    internal static string DriftValuesSql(string score) => ScoreNames.All.Contains(score, StringComparer.Ordinal)
        ? $"""
          SELECT s.nll, s.{score} AS deciding
          FROM decision d
          JOIN capture c ON c.id = d.capture_id
          JOIN score s ON s.content_hash = c.content_hash AND s.model_id = @ModelId AND s.precision = @Precision
          WHERE d.run_id = @runId AND d.calibration_id = @calibrationId
          """
        : throw new ArgumentException($"'{score}' is none of {string.Join(", ", ScoreNames.All)}.", nameof(score));
}
