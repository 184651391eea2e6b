namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    private const string SelectLine = "SELECT id, name, definition, created_at, updated_at FROM line";

    /// <summary>Makes a line known, or updates the definition of a known one.</summary>
    /// <param name="name">The line's name.</param>
    /// <param name="definition">Its definition as JSON.</param>
    /// <returns>The line as stored.</returns>
    public LineRecord EnsureLine(string name, string definition) => database.Write(session =>
    {
        session.Execute(
            """
            INSERT INTO line (id, name, definition, created_at, updated_at)
            VALUES (@Id, @name, @definition, @Now, @Now)
            ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at
            WHERE definition <> excluded.definition
            """,
            new { Id = ids.Next(), name, definition, Now = Now() });
        return session.Find<LineRecord>(SelectLine + " WHERE name = @name", new { name })!;
    });

    /// <summary>Finds a line by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The line, or null when there is none.</returns>
    public LineRecord? FindLine(string name) =>
        database.Read(session => session.Find<LineRecord>(SelectLine + " WHERE name = @name", new { name }));

    /// <summary>Lists all lines.</summary>
    /// <returns>The lines in the order of their names.</returns>
    public IReadOnlyList<LineRecord> ListLines() =>
        database.Read(session => session.List<LineRecord>(SelectLine + " ORDER BY name"));
}
