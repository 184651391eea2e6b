namespace InspectFlow;

/// <summary>One fault of a configuration.</summary>
/// <param name="Path">Where it is, as a JSON path, for example <c>$.calibration.review</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record OptionsError(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
