namespace InspectFlow.Model;

/// <summary>What a model file says about the model, beside its weights.</summary>
public sealed record BundleMetadata
{
    /// <summary>The version of the bundle's layout that this build writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Gets the version of the bundle's layout. The default is <see cref="CurrentVersion"/>.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Gets the shape of the flow.</summary>
    public required FlowArchitecture Architecture { get; init; }

    /// <summary>
    /// Gets how images become the flow's input, as JSON. Not read here; it wins over a line's definition.
    /// The default is an empty object.
    /// </summary>
    public string PreprocessingJson { get; init; } = "{}";

    /// <summary>
    /// Gets which images were fitted, selected on and kept for calibration, as JSON. Not read here. The default is an
    /// empty object.
    /// </summary>
    public string SplitJson { get; init; } = "{}";

    /// <summary>Gets the seed of the training run.</summary>
    public long Seed { get; init; }

    /// <summary>Gets how the training went, or null when it isn't known.</summary>
    public TrainingSummary? Training { get; init; }

    /// <summary>
    /// Gets other references learned from good images, JSON texts by name (for example <c>typicality</c>). Not read
    /// here. None by default.
    /// </summary>
    public IReadOnlyDictionary<string, string> References { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the versions of the libraries that made the model, by name. None by default.</summary>
    public IReadOnlyDictionary<string, string> Libraries { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the instant at which the bundle was made.</summary>
    public DateTimeOffset Created { get; init; }
}
