namespace InspectFlow.Model;

/// <summary>Where a run stands, beside its tensors.</summary>
internal sealed record TrainingPosition
{
    /// <summary>The steps done.</summary>
    public int Step { get; init; }

    /// <summary>What the run will do, or null while its rate is being measured.</summary>
    public TrainingPlan? Plan { get; init; }

    /// <summary>The step of the best evaluation so far.</summary>
    public int BestStep { get; init; }

    /// <summary>The best evaluation's bits per dimension, or null before the first.</summary>
    public double? BestBitsPerDim { get; init; }

    /// <summary>The latest evaluation's bits per dimension, or null before the first.</summary>
    public double? LatestBitsPerDim { get; init; }

    /// <summary>The evaluations since the best.</summary>
    public int EvaluationsSinceBest { get; init; }

    /// <summary>The time spent before this process took the run over, in seconds.</summary>
    public double Seconds { get; init; }
}
