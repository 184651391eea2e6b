namespace InspectFlow;

/// <summary>
/// Base of every exception that InspectFlow throws on purpose. Its message says what is wrong, where, and how to mend
/// it, so the command line can print it as it stands; anything else that escapes is a defect of the product.
/// </summary>
public abstract class InspectFlowException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="InspectFlowException"/> class.</summary>
    /// <param name="message">What is wrong, where, and how to mend it.</param>
    /// <param name="innerException">The cause, or null.</param>
    protected InspectFlowException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
