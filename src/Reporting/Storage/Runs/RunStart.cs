namespace InspectFlow.Reporting.Storage;

/// <summary>What became of the wish to begin a run.</summary>
public enum RunStart
{
    /// <summary>It is the first attempt.</summary>
    New,

    /// <summary>An earlier attempt did not get to the end; this one goes on in the same run.</summary>
    Resumed,

    /// <summary>The run was completed before: there is nothing to do.</summary>
    AlreadyDone,

    /// <summary>A living process is at it: leave it alone.</summary>
    AlreadyRunning,
}
