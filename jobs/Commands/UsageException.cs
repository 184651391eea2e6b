namespace InspectFlow.Jobs.Commands;

/// <summary>The command line asks for something that cannot be: options that contradict each other or name what does not exist.</summary>
public sealed class UsageException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="UsageException"/> class.</summary>
    /// <param name="message">What is wrong and what would be right.</param>
    public UsageException(string message)
        : base(message)
    {
    }
}
