namespace InspectFlow.Review;

/// <summary>The review site cannot be opened as asked for. The message says what is wrong and how to mend it.</summary>
public sealed class ReviewSiteException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="ReviewSiteException"/> class.</summary>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ReviewSiteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
