namespace InspectFlow.Jobs.Scheduling;

/// <summary>How a job ended.</summary>
public enum JobOutcome
{
    /// <summary>It did all its work.</summary>
    Done,

    /// <summary>It did its work; some images could not be read and are listed.</summary>
    DoneWithFailedImages,

    /// <summary>A run with the same key was done before, so there was nothing to do.</summary>
    AlreadyDone,

    /// <summary>It failed; the reason is in the log. The same instant may be tried again.</summary>
    Failed,

    /// <summary>It was asked to stop and can be resumed.</summary>
    Stopped,
}
