namespace InspectFlow.Reporting.Pictures;

/// <summary>What a person is shown of one defective picture of a labelled set.</summary>
public sealed record DefectPanel
{
    /// <summary>Gets whether each pixel of the picture is defective, row by row; null where there is no mask.</summary>
    public bool[]? Mask { get; init; }

    /// <summary>Gets the local map, or null for a model without.</summary>
    public LocalMap? Map { get; init; }

    /// <summary>Gets the map's scale.</summary>
    public required MapScale Scale { get; init; }

    /// <summary>Gets what the map shows and its unit, for example <c>local NLL, nats</c>.</summary>
    public required string MapTitle { get; init; }

    /// <summary>Gets the lines below the pictures.</summary>
    public required IReadOnlyList<string> Caption { get; init; }
}
