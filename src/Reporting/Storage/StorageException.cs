using Microsoft.Data.Sqlite;

namespace InspectFlow.Reporting.Storage;

/// <summary>The database can't be used. The message names the file and how to mend it.</summary>
public sealed class StorageException : InspectFlowException
{
    private const int Readonly = 8;
    private const int DiskFault = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <summary>Initializes a new instance of the <see cref="StorageException"/> class.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="fault">The kind of trouble.</param>
    /// <param name="message">What is wrong and how to mend it, without the file's name.</param>
    /// <param name="innerException">The cause, or null.</param>
    public StorageException(string path, StorageFault fault, string message, Exception? innerException = null)
        : base($"{path}: {message}", innerException)
    {
        Path = path;
        Fault = fault;
    }

    /// <summary>Gets the database file.</summary>
    public string Path { get; }

    /// <summary>Gets the kind of trouble.</summary>
    public StorageFault Fault { get; }

    /// <summary>Says in an operator's words what SQLite reported.</summary>
    internal static StorageException From(string path, SqliteException cause)
    {
        var (fault, message) = cause.SqliteErrorCode switch
        {
            5 or 6 => (StorageFault.Locked, "another process holds the database. Wait for it to end, or stop it, and run again."),
            Readonly => (StorageFault.ReadOnly, "the database can't be written. Give this user write access to the file and its folder."),
            DiskFault => (StorageFault.Other, $"the disk fails at reading or writing ({cause.Message}). Check the disk, then run again; what was stored is kept."),
            Corrupt => (StorageFault.Corrupt, "the database is damaged. Restore it from a backup, or move it away to start a new one."),
            Full => (StorageFault.DiskFull, "the disk is full. Free some space and run again; nothing that was stored is lost."),
            CannotOpen => (StorageFault.CannotOpen, "the database can't be opened. Check that its folder exists and that this user may write there."),
            NotADatabase => (StorageFault.NotInspectFlow, "this is not a SQLite database. Name another file, or move this one away."),
            Constraint => (StorageFault.Conflict, $"the database refuses the change: {cause.Message}"),
            _ => (StorageFault.Other, $"the database reports: {cause.Message}"),
        };
        return new StorageException(path, fault, message, cause);
    }
}
