using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>The part of a picture that is inspected, in pixels of the upright picture.</summary>
public sealed record RegionOptions
{
    /// <summary>Gets the left edge. The default is 0.</summary>
    [Range(0, int.MaxValue)]
    public int X { get; init; }

    /// <summary>Gets the top edge. The default is 0.</summary>
    [Range(0, int.MaxValue)]
    public int Y { get; init; }

    /// <summary>Gets the width.</summary>
    [Range(1, int.MaxValue)]
    public int Width { get; init; }

    /// <summary>Gets the height.</summary>
    [Range(1, int.MaxValue)]
    public int Height { get; init; }
}
