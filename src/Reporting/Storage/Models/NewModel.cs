namespace InspectFlow.Reporting.Storage;

/// <summary>A trained bundle to be made known to the database.</summary>
public record NewModel
{
    /// <summary>Gets the SHA-256 of the bundle's file, lower-case hexadecimal: the model's identity.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Gets the id of the line for which it was trained.</summary>
    public required string LineId { get; init; }

    /// <summary>Gets the model family, for example <c>glow</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Gets where the bundle's file is.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the bundle's metadata as JSON.</summary>
    /// <value>The default is an empty object.</value>
    public string Metadata { get; init; } = "{}";

    /// <summary>Gets when its training ended.</summary>
    public required DateTimeOffset TrainedAt { get; init; }
}
