namespace InspectFlow.Reporting.Storage;

/// <summary>A good image that a model learned from, as its gallery keeps it.</summary>
public sealed record GoodPicture
{
    /// <summary>Gets the SHA-256 of the image file.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets its path among the good images, for a person.</summary>
    public required string Path { get; init; }

    /// <summary>Gets its look, see <see cref="Scoring.Look"/>.</summary>
    public required byte[] Look { get; init; }

    /// <summary>Gets the image made small.</summary>
    public required EncodedPicture Picture { get; init; }
}
