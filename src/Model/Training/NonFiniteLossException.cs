namespace InspectFlow.Model;

/// <summary>The loss or its gradient became infinite or not a number, so training can't go on.</summary>
public sealed class NonFiniteLossException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="NonFiniteLossException"/> class.</summary>
    /// <param name="step">The step that failed; the steps before it are good.</param>
    /// <param name="layer">The first parameter whose value is not finite, or else whose gradient is not.</param>
    /// <param name="checkpointPath">The checkpoint that holds the last good weights, or null when none was asked for.</param>
    public NonFiniteLossException(int step, string layer, string? checkpointPath)
        : base(
            $"Training stopped at step {step}: '{layer}' is no longer finite. " +
            (checkpointPath is null ? "No checkpoint was asked for. " : $"The last good weights are in {checkpointPath}. ") +
            "Train with a lower learning rate, a smaller gradient clip or a smaller log-scale bound.")
    {
        Step = step;
        Layer = layer;
        CheckpointPath = checkpointPath;
    }

    /// <summary>Gets the step that failed.</summary>
    public int Step { get; }

    /// <summary>Gets the first parameter whose value is not finite, or else whose gradient is not.</summary>
    public string Layer { get; }

    /// <summary>Gets the checkpoint that holds the last good weights, or null.</summary>
    public string? CheckpointPath { get; }
}
