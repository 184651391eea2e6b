namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    private const string SelectModel =
        "SELECT id, sha256, line_id, family, path, metadata, trained_at, added_at FROM model";

    /// <summary>Makes a model known. A model that is known keeps its row; only its path is brought up to date.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The model as stored.</returns>
    public ModelRecord AddModel(NewModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return database.Write(session =>
        {
            session.Execute(
                """
                INSERT INTO model (id, sha256, line_id, family, path, metadata, trained_at, added_at)
                VALUES (@Id, @Sha256, @LineId, @Family, @Path, @Metadata, @TrainedAt, @Now)
                ON CONFLICT (sha256) DO UPDATE SET path = excluded.path WHERE path <> excluded.path
                """,
                new
                {
                    Id = ids.Next(),
                    model.Sha256,
                    model.LineId,
                    model.Family,
                    model.Path,
                    model.Metadata,
                    TrainedAt = Instant.ToText(model.TrainedAt),
                    Now = Now(),
                });
            return session.Find<ModelRecord>(SelectModel + " WHERE sha256 = @Sha256", new { model.Sha256 })!;
        });
    }

    /// <summary>Finds a model by its id.</summary>
    /// <param name="modelId">The id.</param>
    /// <returns>The model, or null when there is none.</returns>
    public ModelRecord? GetModel(string modelId) =>
        database.Read(session => session.Find<ModelRecord>(SelectModel + " WHERE id = @modelId", new { modelId }));

    /// <summary>Finds a model by its bundle's hash.</summary>
    /// <param name="sha256">The SHA-256 of the bundle's file, lower-case hexadecimal.</param>
    /// <returns>The model, or null when the database does not know it.</returns>
    public ModelRecord? FindModel(string sha256) =>
        database.Read(session => session.Find<ModelRecord>(SelectModel + " WHERE sha256 = @sha256", new { sha256 }));

    /// <summary>Lists a line's models.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <returns>The models, the latest trained first.</returns>
    public IReadOnlyList<ModelRecord> ListModels(string lineId) => database.Read(session =>
        session.List<ModelRecord>(SelectModel + " WHERE line_id = @lineId ORDER BY trained_at DESC, id DESC", new { lineId }));
}
