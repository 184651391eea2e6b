namespace InspectFlow.Reporting.Storage;

/// <summary>
/// The database of an installation: lines, models, calibrations, runs, and what every image scored. One SQLite file.
/// All methods may be called from any thread; changes are made one after another, each in one transaction, so a process
/// killed at any instant leaves either all of a change or none of it.
/// </summary>
/// <remarks>Every method throws <see cref="StorageException"/> when the database can't be used.</remarks>
public sealed partial class InspectionStore : IDisposable
{
    private readonly SqliteDatabase database;
    private readonly TimeProvider time;
    private readonly StorageOptions options;
    private readonly IdGenerator ids;

    private InspectionStore(SqliteDatabase database, TimeProvider time, StorageOptions options)
    {
        this.database = database;
        this.time = time;
        this.options = options;
        ids = new IdGenerator(time);
    }

    /// <summary>Gets the database file.</summary>
    public string Path => database.Path;

    /// <summary>Opens a database, makes it where there is none, and brings an older one to this program's schema.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How to open it; null stands for the defaults.</param>
    /// <returns>The store; dispose it to close the file.</returns>
    /// <exception cref="StorageException">The file can't be used; the message says why and what to do.</exception>
    public static InspectionStore Open(string path, TimeProvider time, StorageOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(time);
        options ??= new StorageOptions();
        return new InspectionStore(SqliteDatabase.Open(path, time, options), time, options);
    }

    /// <summary>Closes the database.</summary>
    public void Dispose() => database.Dispose();

    private string Now() => Instant.ToText(time.GetUtcNow());
}
