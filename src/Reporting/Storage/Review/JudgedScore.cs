namespace InspectFlow.Reporting.Storage;

/// <summary>An image with a verdict, good or defective, and the score by which it was decided.</summary>
public sealed record JudgedScore
{
    /// <summary>Gets the deciding score; null when it is not finite, which every threshold flags.</summary>
    public double? Score { get; init; }

    /// <summary>Gets a value indicating whether the part is defective.</summary>
    public required bool IsDefective { get; init; }
}
