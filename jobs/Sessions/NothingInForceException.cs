namespace InspectFlow.Jobs.Sessions;

/// <summary>A line has no model and calibration in force.</summary>
public sealed class NothingInForceException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="NothingInForceException"/> class.</summary>
    /// <param name="line">The line's name.</param>
    /// <param name="definition">The line definition's file.</param>
    public NothingInForceException(string line, string definition)
        : base(
            $"line {line} has no model in force. Train one with: inspectflow train --line {definition}. " +
            $"If one is trained already, put it in force with: inspectflow models --line {definition} --activate CALIBRATION.") => Line = line;

    /// <summary>Gets the line's name.</summary>
    public string Line { get; }
}
