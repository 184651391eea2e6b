namespace InspectFlow.Reporting.Storage;

/// <summary>How a run stands.</summary>
public enum RunStatus
{
    /// <summary>A process is at it.</summary>
    Running,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It ended with an error; the next attempt continues it.</summary>
    Failed,

    /// <summary>It was stopped on request; the next attempt continues it.</summary>
    Cancelled,

    /// <summary>Its process died; the next attempt continues it.</summary>
    Interrupted,
}
