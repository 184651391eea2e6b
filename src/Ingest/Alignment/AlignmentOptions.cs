using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>
/// That every picture shows one longish part before an even background, at any angle, and is to be turned and moved so that the part lies
/// the same way in each: along the prepared picture's width, its heavier end at the left.
/// </summary>
public sealed record AlignmentOptions
{
    /// <summary>Gets how much of the picture along the part is kept, around its middle, in pixels of the upright picture.</summary>
    [Range(1, 65536)]
    public required int Width { get; init; }

    /// <summary>Gets how much across the part is kept.</summary>
    [Range(1, 65536)]
    public required int Height { get; init; }
}
