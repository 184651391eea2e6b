namespace InspectFlow.Reporting.Storage;

/// <summary>The good image nearest to a content, with what is needed to show it.</summary>
public sealed record NeighbourRecord
{
    /// <summary>Gets the SHA-256 of the image file whose neighbour it is.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets the model that learned from the good image.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets the SHA-256 of the good image's file.</summary>
    public required string GoodHash { get; init; }

    /// <summary>Gets the good image's path among the good images.</summary>
    public required string GoodPath { get; init; }

    /// <summary>Gets how alike they look, −1 to 1.</summary>
    public required double Correlation { get; init; }

    /// <summary>Gets the SHA-256 of the good image made small, for <see cref="InspectionStore.GetPicture"/>.</summary>
    public required string Picture { get; init; }
}
