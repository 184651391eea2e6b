namespace InspectFlow;

/// <summary>A configuration is not usable. Carries every fault found, not only the first.</summary>
public sealed class OptionsException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="OptionsException"/> class.</summary>
    /// <param name="source">The file or object that holds the configuration.</param>
    /// <param name="errors">Every fault found; at least one.</param>
    public OptionsException(string source, IReadOnlyList<OptionsError> errors)
        : base(Describe(source, errors))
    {
        ConfigurationSource = source;
        Errors = errors;
    }

    /// <summary>Gets the file or object that holds the configuration.</summary>
    public string ConfigurationSource { get; }

    /// <summary>Gets every fault found.</summary>
    public IReadOnlyList<OptionsError> Errors { get; }

    private static string Describe(string source, IReadOnlyList<OptionsError> errors)
    {
        var faults = errors.Count == 1 ? "1 fault" : $"{errors.Count} faults";
        return $"{source} is not usable, {faults}:{Environment.NewLine}" +
            string.Join(Environment.NewLine, errors.Select(e => $"  {e}"));
    }
}
