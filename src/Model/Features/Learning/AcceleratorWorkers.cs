namespace InspectFlow.Model;

/// <summary>
/// Computes a step's gradient on an accelerator: all of its views go through the network at once, normalised together, while the
/// processor's cores draw and paint those of the next steps.
/// </summary>
internal sealed class AcceleratorWorkers : EncoderWorkers
{
    private readonly PaintedBatches batches;
    private readonly LearnedEncoderTrainingOptions options;
    private readonly LearnedEncoder encoder;
    private readonly FlatWeights weights;
    private readonly int ahead;
    private readonly Dictionary<int, Task<PaintedViews>> drawn = [];

    /// <summary>Initializes a new instance of the <see cref="AcceleratorWorkers"/> class.</summary>
    /// <param name="encoder">The encoder that learns.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="batches">Draws the views.</param>
    /// <param name="options">Batch and precision.</param>
    /// <param name="threads">How many steps' views are drawn at once, each on a thread.</param>
    public AcceleratorWorkers(
        LearnedEncoder encoder, FlatWeights weights, PaintedBatches batches, LearnedEncoderTrainingOptions options, int threads)
        : base(options) =>
        (this.encoder, this.weights, this.batches, this.options, ahead) = (encoder, weights, batches, options, Math.Max(1, threads));

    /// <inheritdoc/>
    /// <exception cref="DeviceMemoryException">The device's memory does not suffice for a step's views.</exception>
    public override (double Loss, double Norm) Compute(int step) => DeviceMemory.Guard(
        weights.Values.device.ToString(),
        options.BatchSize,
        () => (Backward(encoder, weights, Draw(step), parts: 1), weights.Gather([])),
        hasBatchSize: false);

    /// <inheritdoc/>
    /// <exception cref="DeviceMemoryException">The device's memory does not suffice for a step's views.</exception>
    public override void TakeStatistics(int first, int count)
    {
        var steps = (int)Math.Ceiling((double)count * options.ShareSize / options.BatchSize);
        DeviceMemory.Guard(
            weights.Values.device.ToString(),
            options.BatchSize,
            () => TakeStatistics(encoder, Enumerable.Range(first, steps).Select(Draw), weights.Values.device),
            hasBatchSize: false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) =>
        Task.WhenAll(drawn.Values.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();

    private PaintedViews Draw(int step)
    {
        for (var next = step; next <= step + ahead; next++)
        {
            var at = next;
            if (!drawn.ContainsKey(at))
            {
                drawn[at] = Task.Run(() => batches.Draw(at, 0, options.BatchSize));
            }
        }

        drawn.Remove(step, out var task);
        return task!.GetAwaiter().GetResult();
    }
}
