namespace InspectFlow.Scoring;

/// <summary>What turns a score into a decision: the reference scores and the thresholds read off them.</summary>
public sealed record Calibration
{
    /// <summary>Gets the scores of the good images that the thresholds were read off.</summary>
    public required ReferenceScores Reference { get; init; }

    /// <summary>Gets the threshold above which a person looks at a part.</summary>
    public required CalibratedThreshold Review { get; init; }

    /// <summary>Gets the threshold above which a part is rejected; null when the images are too few for one above <see cref="Review"/>.</summary>
    public CalibratedThreshold? Reject { get; init; }

    /// <summary>Gets what the user should know about these thresholds; empty when all is as asked for.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
