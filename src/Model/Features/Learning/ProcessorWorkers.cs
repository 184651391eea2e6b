using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Computes a step's gradient in shares, on a processor. Each share has an encoder of its own on the common weights and a gradient of its
/// own; whichever thread is free draws the share's views, paints and goes through the network. The gradients are added in the
/// shares' order, so that the sum does not depend on the number of threads.
/// </summary>
internal sealed class ProcessorWorkers : EncoderWorkers
{
    private readonly PaintedBatches batches;
    private readonly LearnedEncoderTrainingOptions options;
    private readonly FlatWeights weights;
    private readonly List<Share> shares = [];
    private readonly TorchCrew crew;

    /// <summary>Initializes a new instance of the <see cref="ProcessorWorkers"/> class.</summary>
    /// <param name="encoder">The encoder that learns.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="batches">Draws the views.</param>
    /// <param name="options">Batch, share and precision.</param>
    /// <param name="threads">The threads to use at the most.</param>
    public ProcessorWorkers(
        LearnedEncoder encoder, FlatWeights weights, PaintedBatches batches, LearnedEncoderTrainingOptions options, int threads)
        : base(options)
    {
        (this.batches, this.options, this.weights) = (batches, options, weights);
        shares.Add(new Share(encoder, weights));
        while (shares.Count < options.BatchSize / options.ShareSize)
        {
            var replica = new LearnedEncoder(encoder.Options, options.Seed);
            shares.Add(new Share(replica, new FlatWeights(replica, weights)));
        }

        crew = new TorchCrew(Math.Clamp(threads, 1, shares.Count), "encoder");
    }

    /// <inheritdoc/>
    public override (double Loss, double Norm) Compute(int step)
    {
        var losses = new double[shares.Count];
        Task.WhenAll(shares.Select((share, i) => crew.Start(_ =>
            losses[i] = Backward(share.Encoder, share.Weights, Draw(step, i), shares.Count)))).GetAwaiter().GetResult();
        return (losses.Sum(), weights.Gather(shares.Skip(1).Select(s => s.Weights)));
    }

    /// <inheritdoc/>
    public override void TakeStatistics(int first, int count) => crew.Start(_ =>
        TakeStatistics(shares[0].Encoder, Enumerable.Range(first, count).Select(step => Draw(step, 0)), CPU)).GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        crew.Dispose();
        foreach (var share in shares.Skip(1))
        {
            share.Weights.Dispose();
            share.Encoder.Dispose();
        }
    }

    private PaintedViews Draw(int step, int share) => batches.Draw(step, share * options.ShareSize, options.ShareSize);

    // The first has the encoder that learns, the others replicas of it.
    private sealed record Share(LearnedEncoder Encoder, FlatWeights Weights);
}
