namespace InspectFlow.Reporting.Storage;

/// <summary>What kind of trouble the database is in.</summary>
public enum StorageFault
{
    /// <summary>Something not listed here; the message carries SQLite's own words.</summary>
    Other,

    /// <summary>The folder or file can't be opened or made.</summary>
    CannotOpen,

    /// <summary>The file is no SQLite database, or another program's.</summary>
    NotInspectFlow,

    /// <summary>A newer program has migrated the database.</summary>
    NewerSchema,

    /// <summary>Another process held the database for longer than the busy timeout.</summary>
    Locked,

    /// <summary>The file or its folder can't be written.</summary>
    ReadOnly,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The file is damaged.</summary>
    Corrupt,

    /// <summary>A stored rule forbids the change: a reference that does not exist, a row that is immutable.</summary>
    Conflict,
}
