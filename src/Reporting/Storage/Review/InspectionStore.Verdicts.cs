namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    private const string InsertVerdict =
        """
        INSERT INTO verdict (capture_id, version, verdict, defect_type, note, undoes, model_id, calibration_id, given_by, given_at)
        VALUES (@CaptureId, @Version, @Verdict, @DefectType, @Note, @Undoes,
          (SELECT model_id FROM calibration WHERE id = @CalibrationId), @CalibrationId, @GivenBy, @Now)
        """;

    /// <summary>Stores verdicts in one transaction. Each is the next version of its image's.</summary>
    /// <param name="verdicts">The verdicts, of different images.</param>
    /// <returns>
    /// What became of each, in the same order. One is refused, and the others stored, when its image has had another verdict since
    /// the version that the person saw.
    /// </returns>
    public IReadOnlyList<VerdictResult> AddVerdicts(IReadOnlyCollection<NewVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        if (verdicts.Any(v => v.Verdict == VerdictKind.Withdrawn))
        {
            throw new ArgumentException($"A verdict is taken back by {nameof(UndoVerdict)}.", nameof(verdicts));
        }

        return database.Write(session => verdicts.Select(verdict => Store(
            session,
            verdict.CaptureId,
            verdict.SeenVersion,
            _ => new
            {
                verdict.CaptureId,
                Version = verdict.SeenVersion + 1,
                Verdict = Text(verdict.Verdict),
                DefectType = verdict.Verdict == VerdictKind.Defective ? verdict.DefectType : null,
                verdict.Note,
                Undoes = (int?)null,
                verdict.CalibrationId,
                verdict.GivenBy,
                Now = Now(),
            })).ToList());
    }

    /// <summary>
    /// Takes the latest verdict on an image back: what stood before it stands again, as the next version. Taking that back brings
    /// the verdict back.
    /// </summary>
    /// <param name="captureId">The capture's id.</param>
    /// <param name="version">The version to take back, which must be the latest.</param>
    /// <param name="by">The name of who takes it back.</param>
    /// <returns>What became of it; refused when another version was stored meanwhile, or there is none.</returns>
    public VerdictResult UndoVerdict(string captureId, int version, string by) => database.Write(session =>
        version < 1 ? new VerdictResult(captureId, IsStored: false, Latest(session, captureId)) : Store(
            session,
            captureId,
            version,
            versions =>
            {
                var (undone, before) = (versions[0], versions.ElementAtOrDefault(1));
                return new
                {
                    CaptureId = captureId,
                    Version = version + 1,
                    Verdict = Text(before?.Verdict ?? VerdictKind.Withdrawn),
                    before?.DefectType,
                    before?.Note,
                    Undoes = (int?)version,
                    CalibrationId = before?.CalibrationId ?? undone.CalibrationId,
                    GivenBy = by,
                    Now = Now(),
                };
            }));

    /// <summary>Lists every version of the verdict on an image.</summary>
    /// <param name="captureId">The capture's id.</param>
    /// <returns>The versions, the latest first.</returns>
    public IReadOnlyList<VerdictRecord> ListVerdicts(string captureId) =>
        database.Read(session => session.List<VerdictRecord>(ReviewSql.Verdicts, new { captureId }));

    private static VerdictResult Store(
        StoreSession session, string captureId, int seen, Func<IReadOnlyList<VerdictRecord>, object> next)
    {
        var versions = session.List<VerdictRecord>(ReviewSql.Verdicts, new { captureId });
        if ((versions.Count > 0 ? versions[0].Version : 0) != seen)
        {
            return new(captureId, IsStored: false, versions.Count > 0 ? versions[0] : null);
        }

        session.Execute(InsertVerdict, next(versions));
        return new(captureId, IsStored: true, Latest(session, captureId));
    }

    private static VerdictRecord? Latest(StoreSession session, string captureId) =>
        session.Find<VerdictRecord>(ReviewSql.Verdicts, new { captureId });

    private static string Text(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Good => "good",
        VerdictKind.Defective => "defective",
        VerdictKind.Unsure => "unsure",
        _ => "withdrawn",
    };
}
