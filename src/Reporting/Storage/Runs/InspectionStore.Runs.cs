namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    private const string SelectRun =
        """
        SELECT id, line_id, job, nominal_at, attempt, status, model_id, calibration_id, precision, details, started_at,
               heartbeat_at, finished_at, owner_machine, owner_pid, owner_started, listed, known, waiting, decided,
               duplicates, unreadable, review, reject, timings, error
        FROM run
        """;

    /// <summary>
    /// Begins a run, or goes on with one that did not get to its end. A key that was completed before, or that a living
    /// process is at, is refused, so firing a schedule twice is harmless.
    /// </summary>
    /// <param name="run">The run; line, job and nominal instant are its key.</param>
    /// <returns>What became of it, and the run.</returns>
    public BegunRun BeginRun(NewRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return database.Write(session =>
        {
            var existing = Find(session, run.LineId, run.Job, run.NominalAt);
            if (existing is { Status: RunStatus.Completed })
            {
                return new BegunRun(RunStart.AlreadyDone, existing);
            }

            if (existing is { Status: RunStatus.Running } && IsAlive(existing))
            {
                return new BegunRun(RunStart.AlreadyRunning, existing);
            }

            Begin(session, run, existing?.Id);
            var start = existing is null ? RunStart.New : RunStart.Resumed;
            return new BegunRun(start, Find(session, run.LineId, run.Job, run.NominalAt)!);
        });
    }

    /// <summary>Ends a run's attempt and counts what all its attempts decided by the run's calibration, which is that of the last one.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="end">How it ended.</param>
    /// <returns>The run as it stands now.</returns>
    /// <exception cref="StorageException">This process is not at that run: it ended, or another took it over.</exception>
    public RunRecord FinishRun(string runId, RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        if (end.Status is RunStatus.Running)
        {
            throw new ArgumentException("A run can't end as running.", nameof(end));
        }

        return database.Write(session =>
        {
            if (Finish(session, runId, end) == 0)
            {
                throw new StorageException(
                    Path,
                    StorageFault.Conflict,
                    $"run {runId} is not this process's to end: it ended before, or another process took it over. " +
                    "What was written is kept; run the job again to complete it.");
            }

            return session.Find<RunRecord>(SelectRun + " WHERE id = @runId", new { runId })!;
        });
    }

    /// <summary>Marks the runs whose process is gone, so that they can be told from those at work. They ended with their last sign of life.</summary>
    /// <returns>The runs that were marked.</returns>
    public IReadOnlyList<RunRecord> MarkInterrupted() => database.Write(session =>
    {
        var orphans = session.List<RunRecord>(SelectRun + " WHERE status = 'running'").Where(r => !IsAlive(r)).ToList();
        foreach (var orphan in orphans)
        {
            Finish(session, orphan.Id, new RunEnd
            {
                Status = RunStatus.Interrupted,
                Listed = orphan.Listed,
                Known = orphan.Known,
                Waiting = orphan.Waiting,
                Error = "The process that ran it is gone.",
            }, orphan.Owner, orphan.HeartbeatAt);
        }

        return orphans.ConvertAll(o => session.Find<RunRecord>(SelectRun + " WHERE id = @Id", new { o.Id })!);
    });

    /// <summary>Finds a run by its id.</summary>
    /// <param name="runId">The id.</param>
    /// <returns>The run, or null when there is none.</returns>
    public RunRecord? GetRun(string runId) =>
        database.Read(session => session.Find<RunRecord>(SelectRun + " WHERE id = @runId", new { runId }));

    /// <summary>Finds a run by its key.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="job">The kind of job.</param>
    /// <param name="nominalAt">The instant for which it was scheduled.</param>
    /// <returns>The run, or null when it never began.</returns>
    public RunRecord? FindRun(string lineId, string job, DateTimeOffset nominalAt) =>
        database.Read(session => Find(session, lineId, job, nominalAt));

    /// <summary>Finds a job's run of the latest nominal instant that had a calibration to decide by; a scan that could not begin had none.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="job">The kind of job.</param>
    /// <returns>The run, or null when there is none.</returns>
    public RunRecord? LastDecidingRun(string lineId, string job) => database.Read(session => session.Find<RunRecord>(
        SelectRun + " WHERE line_id = @lineId AND job = @job AND calibration_id IS NOT NULL ORDER BY nominal_at DESC LIMIT 1", new { lineId, job }));

    /// <summary>Lists runs.</summary>
    /// <param name="lineId">The line's id, or null for all lines.</param>
    /// <param name="limit">The most to return.</param>
    /// <returns>The runs, the latest begun first.</returns>
    public IReadOnlyList<RunRecord> ListRuns(string? lineId = null, int limit = 100) => database.Read(session =>
        session.List<RunRecord>(
            SelectRun + (lineId is null ? string.Empty : " WHERE line_id = @lineId") +
            " ORDER BY started_at DESC, id DESC LIMIT @limit",
            new { lineId, limit }));

    private static RunRecord? Find(StoreSession session, string lineId, string job, DateTimeOffset nominalAt) =>
        session.Find<RunRecord>(
            SelectRun + " WHERE line_id = @lineId AND job = @job AND nominal_at = @At",
            new { lineId, job, At = Instant.ToText(nominalAt) });

    private void Begin(StoreSession session, NewRun run, string? existing) => session.Execute(
        """
        INSERT INTO run (id, line_id, job, nominal_at, attempt, status, model_id, calibration_id, precision, details,
          started_at, heartbeat_at, owner_machine, owner_pid, owner_started)
        VALUES (@Id, @LineId, @Job, @At, 1, 'running', @ModelId, @CalibrationId, @Precision, @Details,
          @Now, @Now, @Machine, @ProcessId, @Started)
        ON CONFLICT (line_id, job, nominal_at) DO UPDATE SET
          attempt = attempt + 1, status = 'running', model_id = excluded.model_id,
          calibration_id = excluded.calibration_id, precision = excluded.precision, details = excluded.details,
          started_at = excluded.started_at, heartbeat_at = excluded.heartbeat_at, finished_at = NULL, error = NULL,
          owner_machine = excluded.owner_machine, owner_pid = excluded.owner_pid, owner_started = excluded.owner_started
        """,
        new
        {
            Id = existing ?? ids.Next(),
            run.LineId,
            run.Job,
            At = Instant.ToText(run.NominalAt),
            run.ModelId,
            run.CalibrationId,
            run.Precision,
            run.Details,
            Now = Now(),
            options.Owner.Machine,
            options.Owner.ProcessId,
            Started = Instant.ToText(options.Owner.Started),
        });

    private int Finish(StoreSession session, string runId, RunEnd end, ProcessIdentity? owner = null, DateTimeOffset? at = null)
    {
        owner ??= options.Owner;
        return session.Execute(
            """
            UPDATE run SET status = @Status, finished_at = @Now, listed = @Listed, known = @Known, waiting = @Waiting,
              timings = @Timings, error = @Error,
              (decided, review, reject, duplicates) = (
                SELECT count(*), ifnull(sum(d.outcome = 'review'), 0), ifnull(sum(d.outcome = 'reject'), 0),
                       ifnull(sum(c.is_duplicate), 0)
                FROM decision d JOIN capture c ON c.id = d.capture_id
                WHERE d.run_id = @runId AND d.calibration_id = run.calibration_id),
              unreadable = (SELECT count(*) FROM failure f WHERE f.run_id = @runId)
            WHERE id = @runId AND status = 'running'
              AND owner_machine = @Machine AND owner_pid = @ProcessId AND owner_started = @Started
            """,
            new
            {
                runId,
                Status = Text(end.Status),
                Now = at is { } then ? Instant.ToText(then) : Now(),
                end.Listed,
                end.Known,
                end.Waiting,
                end.Timings,
                end.Error,
                owner.Machine,
                owner.ProcessId,
                Started = Instant.ToText(owner.Started),
            });
    }

    private bool IsAlive(RunRecord run) => run.Owner == options.Owner || (run.Owner.IsLocal
        ? run.Owner.IsRunning()
        : time.GetUtcNow() - run.HeartbeatAt < options.ForeignOwnerTimeout);

    private static string Text(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        _ => "interrupted",
    };
}
