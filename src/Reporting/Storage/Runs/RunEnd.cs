namespace InspectFlow.Reporting.Storage;

/// <summary>How an attempt ended. What was decided, flagged and unreadable is counted from the rows themselves.</summary>
public sealed record RunEnd
{
    /// <summary>Gets Completed, Failed or Cancelled.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Gets how many files the source listed.</summary>
    public long Listed { get; init; }

    /// <summary>Gets how many of them were known and done before.</summary>
    public long Known { get; init; }

    /// <summary>Gets how many of them were still being written.</summary>
    public long Waiting { get; init; }

    /// <summary>Gets the time spent per stage, as JSON, or null.</summary>
    public string? Timings { get; init; }

    /// <summary>Gets why it failed, or null.</summary>
    public string? Error { get; init; }
}
