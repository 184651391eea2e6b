namespace InspectFlow.Reporting.Storage;

/// <summary>A run as stored. The counts are those of all its attempts and stand once an attempt has ended.</summary>
public sealed record RunRecord : NewRun
{
    /// <summary>Gets the run's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the number of the latest attempt: 1, 2, …</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets how it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Gets when the latest attempt began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the latest sign of life.</summary>
    public required DateTimeOffset HeartbeatAt { get; init; }

    /// <summary>Gets when the latest attempt ended, or null.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Gets the machine of the process that runs or ran it.</summary>
    public required string OwnerMachine { get; init; }

    /// <summary>Gets the process's number.</summary>
    public required int OwnerPid { get; init; }

    /// <summary>Gets when the process started.</summary>
    public required DateTimeOffset OwnerStarted { get; init; }

    /// <summary>Gets how many files the source listed.</summary>
    public required long Listed { get; init; }

    /// <summary>Gets how many files were known and done before the latest attempt.</summary>
    public required long Known { get; init; }

    /// <summary>Gets how many files were still being written and wait for the next run.</summary>
    public required long Waiting { get; init; }

    /// <summary>Gets how many images the run decided on.</summary>
    public required long Decided { get; init; }

    /// <summary>Gets how many of those have the content of another path.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Gets how many files it could not read.</summary>
    public required long Unreadable { get; init; }

    /// <summary>Gets how many images it put to review.</summary>
    public required long Review { get; init; }

    /// <summary>Gets how many images it rejected.</summary>
    public required long Reject { get; init; }

    /// <summary>Gets the time spent per stage, as JSON, or null.</summary>
    public string? Timings { get; init; }

    /// <summary>Gets why it failed, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the process that runs or ran it.</summary>
    public ProcessIdentity Owner => new(OwnerMachine, OwnerPid, OwnerStarted);
}
