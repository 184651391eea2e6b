namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    // The plus keeps the planner from walking through all decisions of the run: a few of its images are looked up one by one.
    internal const string AuditSql =
        SelectInspection + " JOIN audit a ON a.capture_id = d.capture_id AND a.run_id = @runId WHERE +d.run_id = @runId" + OfItsCalibration + " ORDER BY c.path";

    /// <summary>Keeps which unflagged images of a run were drawn at random for a person to look at.</summary>
    /// <param name="runId">The run that decided on them.</param>
    /// <param name="captureIds">Their captures; those drawn before stay.</param>
    public void AddAudit(string runId, IReadOnlyCollection<string> captureIds)
    {
        ArgumentNullException.ThrowIfNull(captureIds);
        database.Write(session =>
        {
            using var insert = session.Prepare("INSERT INTO audit (run_id, capture_id) VALUES (@run, @capture) ON CONFLICT DO NOTHING")
                .Set("@run", runId);
            foreach (var capture in captureIds)
            {
                insert.Set("@capture", capture).Execute();
            }

            return true;
        });
    }

    /// <summary>Reads the random sample of a run's unflagged images, row by row.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The rows by path.</returns>
    public IEnumerable<InspectionRow> ReadAudit(string runId) => database.Stream<InspectionRow>(AuditSql, new { runId });
}
