namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    private const string SelectActivation =
        "SELECT line_id, version, model_id, calibration_id, activated_at, activated_by FROM activation WHERE line_id = @lineId";

    /// <summary>Puts a model and a calibration of it in force on a line, from now on.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="modelId">The model's id.</param>
    /// <param name="calibrationId">The calibration's id; it must be of that line and model.</param>
    /// <param name="activatedBy">By whom: a person, or the job that does it.</param>
    /// <returns>The entry made in the log.</returns>
    /// <exception cref="StorageException">The calibration is not of that line and model.</exception>
    public ActivationRecord Activate(string lineId, string modelId, string calibrationId, string activatedBy) =>
        database.Write(session =>
        {
            session.Execute(
                """
                INSERT INTO activation (line_id, version, model_id, calibration_id, activated_at, activated_by)
                SELECT @lineId, ifnull(max(version), 0) + 1, @modelId, @calibrationId, @Now, @activatedBy
                FROM activation WHERE line_id = @lineId
                """,
                new { lineId, modelId, calibrationId, activatedBy, Now = Now() });
            return Current(session, lineId)!;
        });

    /// <summary>Tells what is in force on a line.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <returns>The latest activation, or null when there is none.</returns>
    public ActivationRecord? CurrentActivation(string lineId) => database.Read(session => Current(session, lineId));

    /// <summary>Lists what was in force on a line.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <returns>The activations, the latest first.</returns>
    public IReadOnlyList<ActivationRecord> ActivationHistory(string lineId) => database.Read(session =>
        session.List<ActivationRecord>(SelectActivation + " ORDER BY version DESC", new { lineId }));

    private static ActivationRecord? Current(StoreSession session, string lineId) =>
        session.Find<ActivationRecord>(SelectActivation + " ORDER BY version DESC LIMIT 1", new { lineId });
}
