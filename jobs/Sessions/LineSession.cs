using System.Text.Json;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Sessions;

/// <summary>A line with its database open: what every job starts from.</summary>
public sealed class LineSession : IDisposable
{
    private LineSession(LineDefinition line, InspectionStore store, LineRecord record, TimeProvider time)
    {
        Line = line;
        Store = store;
        Record = record;
        Time = time;
    }

    /// <summary>Gets the line's definition, with absolute paths.</summary>
    public LineDefinition Line { get; }

    /// <summary>Gets the line's database.</summary>
    public InspectionStore Store { get; }

    /// <summary>Gets the line as the database knows it.</summary>
    public LineRecord Record { get; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Gets the folder of the line's model files, <c>models/NAME</c> beside the database.</summary>
    public string ModelFolder => Path.Combine(Path.GetDirectoryName(Line.Database)!, "models", Line.Name);

    /// <summary>Opens the line's database, makes it where there is none, and marks runs whose process is gone.</summary>
    /// <param name="line">The line.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The session; dispose it to close the database.</returns>
    public static LineSession Open(LineDefinition line, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(line);
        Directory.CreateDirectory(Path.GetDirectoryName(line.Database)!);
        var store = InspectionStore.Open(line.Database, time);
        try
        {
            store.MarkInterrupted();
            return new(line, store, store.EnsureLine(line.Name, JsonSerializer.Serialize(line, LineJson.Options)), time);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Gives the same session for a definition in which something was settled meanwhile; it shares the database.</summary>
    /// <param name="line">The definition.</param>
    internal LineSession With(LineDefinition line) => new(line, Store, Record, Time);

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
