using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>More images of a run were unreadable than the line allows. What could be read is stored.</summary>
public sealed class TooManyFailuresException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="TooManyFailuresException"/> class.</summary>
    /// <param name="line">The line's name.</param>
    /// <param name="run">The run as recorded.</param>
    /// <param name="unreadable">How many files could not be read.</param>
    /// <param name="tried">How many files were tried.</param>
    /// <param name="limit">The line's limit, as a share.</param>
    public TooManyFailuresException(string line, RunRecord run, long unreadable, long tried, double limit)
        : base(FormattableString.Invariant(
            $"line {line}: {unreadable} of {tried} images could not be read, more than the {limit:P0} that $.scan.maxFailureRatio allows. ") +
            "Each is listed with its reason in unreadable.csv; mend the camera or the copy job and scan again: unreadable files are retried.")
    {
        Run = run;
        Unreadable = unreadable;
        Tried = tried;
    }

    /// <summary>Gets the run as recorded, failed.</summary>
    public RunRecord Run { get; }

    /// <summary>Gets how many files could not be read.</summary>
    public long Unreadable { get; }

    /// <summary>Gets how many files were tried.</summary>
    public long Tried { get; }
}
