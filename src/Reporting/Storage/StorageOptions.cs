namespace InspectFlow.Reporting.Storage;

/// <summary>How the database is opened.</summary>
public sealed record StorageOptions
{
    /// <summary>Gets how long to wait for another process to release the database.</summary>
    /// <value>The default is 30 seconds; at least 1 second is waited.</value>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets how long the sign of life of a run on another machine may be overdue until that run counts as dead.
    /// Processes on this machine are looked up instead.
    /// </summary>
    /// <value>The default is 1 hour.</value>
    public TimeSpan ForeignOwnerTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Gets the process in whose name runs begin.</summary>
    /// <value>The default is this process.</value>
    public ProcessIdentity Owner { get; init; } = ProcessIdentity.Current;
}
