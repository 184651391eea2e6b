namespace InspectFlow.Reporting.Storage;

/// <summary>How many images of a line stand in one way in the review queue.</summary>
public sealed record ReviewCount
{
    /// <summary>Gets the line's id.</summary>
    public required string LineId { get; init; }

    /// <summary>Gets how they stand.</summary>
    public required ReviewState State { get; init; }

    /// <summary>Gets how many there are; some are neither flagged nor drawn, but judged all the same.</summary>
    public required long Images { get; init; }

    /// <summary>Gets how many are flagged.</summary>
    public required long Flagged { get; init; }

    /// <summary>Gets how many are of the random audit sample and not flagged.</summary>
    public required long Audit { get; init; }
}
