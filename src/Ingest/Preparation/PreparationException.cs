namespace InspectFlow.Ingest;

/// <summary>A picture was read but does not fit the line's preprocessing.</summary>
public sealed class PreparationException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="PreparationException"/> class.</summary>
    /// <param name="reason">What does not fit, and the remedy.</param>
    public PreparationException(string reason)
        : base(reason)
    {
    }
}
