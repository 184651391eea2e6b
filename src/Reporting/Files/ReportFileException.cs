namespace InspectFlow.Reporting;

/// <summary>A report file can't be written. The message names it and says what to do.</summary>
public sealed class ReportFileException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="ReportFileException"/> class.</summary>
    /// <param name="path">The file.</param>
    /// <param name="innerException">The cause.</param>
    public ReportFileException(string path, Exception innerException)
        : base(
            $"{path} can't be written: {innerException?.Message} Check the folder and the free space, close the file where " +
            "another program has it open, and run the report again; nothing needs to be scored again.",
            innerException)
    {
        Path = path;
    }

    /// <summary>Initializes a new instance of the <see cref="ReportFileException"/> class that names the command to repeat.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="command">What writes the report again.</param>
    public ReportFileException(ReportFileException failure, string command)
        : base($"{failure?.Message} The command is: {command}", failure) => Path = failure!.Path;

    /// <summary>Gets the file.</summary>
    public string Path { get; }
}
