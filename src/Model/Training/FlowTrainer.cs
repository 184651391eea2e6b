namespace InspectFlow.Model;

/// <summary>
/// Trains a flow by maximum likelihood: AdamW on bits per dimension with warm-up and cosine decay, clipped gradients,
/// averaged weights, early stopping on the select images. Every random draw is keyed on seed, step and image.
/// </summary>
public sealed class FlowTrainer
{
    private readonly TrainingOptions options;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="FlowTrainer"/> class.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="time">The clock that a time budget and checkpoints go by.</param>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    public FlowTrainer(TrainingOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        OptionsValidator.Validate(options, nameof(TrainingOptions));
        this.options = options;
        this.time = time;
    }

    /// <summary>
    /// Trains a new flow on the device that it is on, or continues the run of a checkpoint. Blocks until it is done.
    /// Afterwards the flow has the averaged weights of the best evaluation and is in evaluation mode.
    /// </summary>
    /// <param name="flow">The flow, fresh from <see cref="FlowFactory.Create"/>, float32.</param>
    /// <param name="images">The images.</param>
    /// <param name="checkpointPath">
    /// The file that holds the run between two processes, or null for none. If it exists, its run is continued; it is
    /// left behind at the end, for the caller to delete once the model is saved.
    /// </param>
    /// <param name="progress">Told of every step, or null.</param>
    /// <param name="ct">Stops at the next step, after saving a checkpoint.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="ModelFormatException">The checkpoint is damaged or of another run.</exception>
    /// <exception cref="DeviceMemoryException">The device's memory does not suffice for a batch.</exception>
    /// <exception cref="NonFiniteLossException">The loss or its gradient is no longer finite. The flow has the best
    /// weights so far.</exception>
    /// <exception cref="OperationCanceledException">Stopped by <paramref name="ct"/>; the run can be continued.</exception>
    public TrainingSummary Train(
        Flow flow,
        TrainingImages images,
        string? checkpointPath = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Architecture != flow.Architecture)
        {
            throw new ArgumentException("The images were prepared for another architecture than the flow's.", nameof(images));
        }

        return DeviceMemory.Guard(flow.parameters().First().device.ToString(), options.BatchSize, () =>
        {
            using var run = new TrainingRun(flow, images, options, time, checkpointPath, progress);
            return run.Execute(ct);
        });
    }
}
