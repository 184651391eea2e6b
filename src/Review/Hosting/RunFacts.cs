using System.Globalization;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Review;

/// <summary>What pages say of a run, in words.</summary>
internal static class RunFacts
{
    /// <summary>Says how a run stands.</summary>
    public static string Status(RunRecord run) => run.Status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "stopped",
        RunStatus.Running => "under way",
        _ => "interrupted",
    };

    /// <summary>Gives the style class of how a run stands.</summary>
    public static string? Class(RunRecord run) => run.Status switch
    {
        RunStatus.Completed => null,
        RunStatus.Running => "run-on",
        _ => "bad",
    };

    /// <summary>Gives a share in percent, a dash of nothing.</summary>
    public static string Share(long count, long of) =>
        of == 0 ? "–" : (100.0 * count / of).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>Gives how many images a run decided on in a second, over all of its latest attempt; a dash where that means nothing.</summary>
    public static string Rate(RunRecord run) =>
        run is { Decided: > 0, Attempt: 1, FinishedAt: { } end } && (end - run.StartedAt).TotalSeconds is > 0 and var seconds
            ? (run.Decided / seconds).ToString(run.Decided / seconds >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture)
            : "–";
}
