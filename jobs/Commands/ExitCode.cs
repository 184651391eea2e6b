using InspectFlow.Jobs.Scheduling;

namespace InspectFlow.Jobs.Commands;

/// <summary>What the process tells its caller.</summary>
public static class ExitCode
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed; the reason is on the error stream.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a configuration file is not usable; nothing was begun.</summary>
    public const int Usage = 2;

    /// <summary>The work is done, but some images could not be read; they are listed.</summary>
    public const int DoneWithFailedImages = 3;

    /// <summary>The work was stopped by Ctrl-C or a termination signal and can be resumed by the same command.</summary>
    public const int Stopped = 130;

    /// <summary>Gives the exit code of several jobs: that of the one most in need of attention.</summary>
    /// <param name="outcomes">How they ended.</param>
    /// <returns><see cref="Stopped"/> before <see cref="Failed"/> before <see cref="DoneWithFailedImages"/> before <see cref="Done"/>.</returns>
    public static int Of(IReadOnlyCollection<JobOutcome> outcomes) => outcomes switch
    {
        _ when outcomes.Contains(JobOutcome.Stopped) => Stopped,
        _ when outcomes.Contains(JobOutcome.Failed) => Failed,
        _ when outcomes.Contains(JobOutcome.DoneWithFailedImages) => DoneWithFailedImages,
        _ => Done,
    };
}
