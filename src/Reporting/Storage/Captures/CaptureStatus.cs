namespace InspectFlow.Reporting.Storage;

/// <summary>How far a file has come.</summary>
public enum CaptureStatus
{
    /// <summary>It was read and has a score.</summary>
    Scored,

    /// <summary>It could not be read; every run tries again.</summary>
    Unreadable,
}
