namespace InspectFlow.Reporting.Storage;

/// <summary>Everything about one image that a person needs to judge it.</summary>
public sealed record ReviewItem
{
    /// <summary>Gets its row in the queue, also for an image that is not in it.</summary>
    public required ReviewRow Row { get; init; }

    /// <summary>Gets the latest decision, all scores and the picture's size.</summary>
    public required InspectionRow Inspection { get; init; }

    /// <summary>Gets every version of its verdict, the latest first.</summary>
    public required IReadOnlyList<VerdictRecord> Verdicts { get; init; }

    /// <summary>Gets other pictures of the same path or the same serial number, the latest first.</summary>
    public required IReadOnlyList<ReviewHistoryRow> History { get; init; }
}
