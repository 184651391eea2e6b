namespace InspectFlow.Jobs.Reports;

/// <summary>A scan is complete, but its report was not written. Scanning again would not write it: nothing is new any more.</summary>
public sealed class ReportNotWrittenException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="ReportNotWrittenException"/> class.</summary>
    /// <param name="command">What writes the report.</param>
    /// <param name="innerException">The cause.</param>
    public ReportNotWrittenException(string command, Exception innerException)
        : base(Describe(command, innerException), innerException) => Command = command;

    /// <summary>Gets what writes the report.</summary>
    public string Command { get; }

    /// <summary>Says what is missing, why, and what mends it.</summary>
    /// <param name="command">What writes the report.</param>
    /// <param name="cause">Why it was not written.</param>
    /// <returns>The sentences.</returns>
    public static string Describe(string command, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return (cause is OperationCanceledException ? "It was stopped." : cause.Message) +
            $" The scan is complete, its report is not written, and another scan will not write it. The command is: {command}";
    }
}
