namespace InspectFlow.Reporting.Storage;

/// <summary>The look of a good image in a model's gallery.</summary>
public sealed record GoodLook
{
    /// <summary>Gets the SHA-256 of the image file.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets its look, see <see cref="Scoring.Look"/>.</summary>
    public required byte[] Look { get; init; }
}
