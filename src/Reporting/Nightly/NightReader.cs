using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>Reads from the database what a report tells.</summary>
/// <param name="store">The database.</param>
public sealed class NightReader(InspectionStore store)
{
    private readonly DriftRecorder drift = new(store);

    /// <summary>Reads a run, and keeps its drift statistics and those of earlier runs that have none yet.</summary>
    /// <param name="run">The run; it must have a model and a calibration.</param>
    /// <param name="line">The line's name.</param>
    /// <param name="options">What to show; null stands for the defaults.</param>
    /// <param name="images">The images that the report is of; null stands for all that the run decided on.</param>
    /// <param name="cancellationToken">Stops between two images.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The run has no model or no calibration.</exception>
    public NightReport Read(
        RunRecord run,
        string line,
        NightReportOptions? options = null,
        IEnumerable<InspectionRow>? images = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run is not { ModelId: { } modelId, CalibrationId: { } calibrationId })
        {
            throw new ArgumentException($"Run {run.Id} decided nothing, so there is nothing to report.", nameof(run));
        }

        options ??= new NightReportOptions();
        var calibration = store.GetCalibration(calibrationId)!;
        var collector = new ExtremalCollector(calibration, options.Extremal);
        foreach (var row in images ?? store.ReadScores(run.Id))
        {
            cancellationToken.ThrowIfCancellationRequested();
            collector.Add(row);
        }

        drift.Record(run);
        var nights = History(run, options.History, cancellationToken);
        return new()
        {
            Options = options,
            Line = line,
            Model = store.GetModel(modelId)!,
            Calibration = calibration,
            Bands = drift.BandsOf(calibration),
            Tonight = nights[^1],
            Before = nights[..^1],
            Images = collector,
            Flagged = [.. store.ReadFlagged(run.Id).Take(options.FlaggedCards)],
            Unreadable = [.. store.ReadUnreadable(run.Id).Take(options.UnreadableFiles)],
        };
    }

    /// <summary>Reads the last runs of a job with the drift statistics that are stored; nothing is computed or written.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="job">The kind of job.</param>
    /// <param name="until">The last nominal instant.</param>
    /// <param name="count">The most to return.</param>
    /// <returns>The runs, the earliest nominal instant first.</returns>
    public IReadOnlyList<Night> ReadNights(string lineId, string job, DateTimeOffset until, int count) =>
        Join(store.ListNights(lineId, job, until, count));

    /// <summary>Reads the drift statistics that are stored of one run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The run with them.</returns>
    public Night ReadNight(RunRecord run) => Join([run])[0];

    private Night[] History(RunRecord run, int count, CancellationToken cancellationToken)
    {
        // One more is asked for: the run itself is among them, unless it is under way.
        var before = store.ListNights(run.LineId, run.Job, run.NominalAt, count + 1)
            .Where(r => !string.Equals(r.Id, run.Id, StringComparison.Ordinal));
        List<RunRecord> runs = [.. before.TakeLast(count), run];
        var known = store.ListDrift(runs.Select(r => r.Id)).Select(d => d.RunId).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in runs.Where(r => r.Decided > 0 && !known.Contains(r.Id)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            drift.Record(missing);
        }

        return Join(runs);
    }

    private Night[] Join(IReadOnlyList<RunRecord> runs)
    {
        var rows = store.ListDrift(runs.Select(r => r.Id)).ToLookup(d => (d.RunId, (string?)d.CalibrationId));
        var calibrations = runs.Select(r => r.CalibrationId).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToDictionary(id => id, id => store.GetCalibration(id), StringComparer.Ordinal);
        return [.. runs.Select(r =>
        {
            var calibration = r.CalibrationId is null ? null : calibrations[r.CalibrationId];
            return new Night
            {
                Run = r,
                Calibration = calibration,
                Bands = calibration is null ? null : drift.BandsOf(calibration),
                Drift = [.. DriftStatistics.Read(rows[(r.Id, r.CalibrationId)])],
            };
        })];
    }
}
