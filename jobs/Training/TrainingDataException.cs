namespace InspectFlow.Jobs.Training;

/// <summary>The good images of a line cannot be trained on.</summary>
public sealed class TrainingDataException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="TrainingDataException"/> class.</summary>
    /// <param name="line">The line's name.</param>
    /// <param name="reason">What is wrong and what would be right.</param>
    public TrainingDataException(string line, string reason)
        : base($"line {line}: {reason}") => Line = line;

    /// <summary>Gets the line's name.</summary>
    public string Line { get; }
}
