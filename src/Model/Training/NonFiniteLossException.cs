namespace InspectFlow.Model;

/// <summary>The loss or its gradient became infinite or not a number, so training can't go on.</summary>
public sealed class NonFiniteLossException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="NonFiniteLossException"/> class.</summary>
    /// <param name="step">The step that failed; the steps before it are good.</param>
    /// <param name="layer">The first parameter whose value is not finite, or else whose gradient is not.</param>
    /// <param name="checkpointPath">The checkpoint that holds the steps before it, or null when there is none.</param>
    /// <param name="advice">What can be done about it in this training, a sentence.</param>
    public NonFiniteLossException(int step, string layer, string? checkpointPath, string advice)
        : base(
            $"Training stopped at step {step}: '{layer}' is no longer finite. {advice}" +
            (checkpointPath is null ? string.Empty : $" {checkpointPath} holds the steps before it, and the same training goes on from there; delete it to train anew."))
    {
        Step = step;
        Layer = layer;
        CheckpointPath = checkpointPath;
    }

    /// <summary>Gets the step that failed.</summary>
    public int Step { get; }

    /// <summary>Gets the first parameter whose value is not finite, or else whose gradient is not.</summary>
    public string Layer { get; }

    /// <summary>Gets the checkpoint that holds the steps before it, or null when there is none.</summary>
    public string? CheckpointPath { get; }
}
