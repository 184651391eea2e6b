namespace InspectFlow.Jobs.Scheduling;

/// <summary>Another process, or another part of this one, works on the line.</summary>
public sealed class LineBusyException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="LineBusyException"/> class.</summary>
    /// <param name="line">The line's name.</param>
    /// <param name="lockFile">The lock file.</param>
    /// <param name="holder">Who holds it.</param>
    public LineBusyException(string line, string lockFile, string holder)
        : base($"line {line} is busy: {holder} holds {lockFile}. Wait until it has ended, or stop it; the lock goes with its process.")
    {
        Line = line;
        Holder = holder;
    }

    /// <summary>Gets the line's name.</summary>
    public string Line { get; }

    /// <summary>Gets who holds the line.</summary>
    public string Holder { get; }
}
