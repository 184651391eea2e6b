namespace InspectFlow.Reporting.Storage;

/// <summary>Which images of the review queue are wanted, and in which order. All conditions must hold.</summary>
public sealed record ReviewFilter
{
    /// <summary>Gets the ids of the lines.</summary>
    public required IReadOnlyList<string> LineIds { get; init; }

    /// <summary>Gets how the images stand; null for all but <see cref="ReviewState.Dropped"/>.</summary>
    /// <value>The default is <see cref="ReviewState.Open"/>.</value>
    public ReviewState? State { get; init; } = ReviewState.Open;

    /// <summary>Gets the run whose decision is the latest on the image; null for any.</summary>
    public string? RunId { get; init; }

    /// <summary>Gets why the image is in the queue; null for any reason.</summary>
    public ReviewDecision? Decision { get; init; }

    /// <summary>Gets the kind of defect of the verdict that stands; null for any or none.</summary>
    public string? DefectType { get; init; }

    /// <summary>Gets the least deciding score, in its own unit; null for no limit.</summary>
    public double? ScoreFrom { get; init; }

    /// <summary>Gets the greatest deciding score, in its own unit; null for no limit.</summary>
    public double? ScoreTo { get; init; }

    /// <summary>Gets the first instant of decision; null for no limit.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets the first instant of decision that is too late; null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets a text that path, serial, lot or part must contain, whatever the case of its ASCII letters; null for any.</summary>
    public string? Search { get; init; }

    /// <summary>Gets the order.</summary>
    /// <value>The default is <see cref="ReviewOrder.Worst"/>.</value>
    public ReviewOrder Order { get; init; }
}
