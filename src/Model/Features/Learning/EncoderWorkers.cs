using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Computes a step's gradient in shares. Each share has an encoder of its own on the common weights and a gradient of its
/// own; whichever thread is free draws the share's views, paints and goes through the network. The gradients are added in the
/// shares' order, so that the sum does not depend on the number of threads.
/// </summary>
internal sealed class EncoderWorkers : IDisposable
{
    private readonly PaintedBatches batches;
    private readonly LearnedEncoderTrainingOptions options;
    private readonly FlatWeights weights;
    private readonly List<Share> shares = [];
    private readonly TorchCrew crew;

    /// <summary>Initializes a new instance of the <see cref="EncoderWorkers"/> class.</summary>
    /// <param name="encoder">The encoder that learns.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="batches">Draws the views.</param>
    /// <param name="options">Batch, share and precision.</param>
    /// <param name="threads">The threads to use at the most.</param>
    public EncoderWorkers(
        LearnedEncoder encoder, FlatWeights weights, PaintedBatches batches, LearnedEncoderTrainingOptions options, int threads)
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

    /// <summary>Computes the gradient of a step into <see cref="FlatWeights.Gradients"/>.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The mean loss and the gradient's norm.</returns>
    public (double Loss, double Norm) Compute(int step)
    {
        var losses = new double[shares.Count];
        Task.WhenAll(shares.Select((share, i) => crew.Start(_ => losses[i] = Backward(share, step, i)))).GetAwaiter().GetResult();
        return (losses.Sum(), weights.Gather(shares.Skip(1).Select(s => s.Weights)));
    }

    /// <summary>Sets the statistics that scoring normalises by to the means over some batches.</summary>
    /// <param name="first">The step whose views come first.</param>
    /// <param name="count">The number of shares to look at.</param>
    public void TakeStatistics(int first, int count)
    {
        crew.Start(_ =>
        {
            for (var i = 0; i < count; i++)
            {
                using var scope = NewDisposeScope();
                using var off = no_grad();
                var encoder = shares[0].Encoder;
                encoder.train();
                encoder.UseStatisticsShare(1.0 / (i + 1));
                encoder.Logits(batches.Draw(first + i, 0, options.ShareSize).Views, Precision);
            }
        }).GetAwaiter().GetResult();
        shares[0].Encoder.UseStatisticsShare(0);
    }

    public void Dispose()
    {
        crew.Dispose();
        foreach (var share in shares.Skip(1))
        {
            share.Weights.Dispose();
            share.Encoder.Dispose();
        }
    }

    private ScalarType? Precision => options.UseBFloat16 ? ScalarType.BFloat16 : null;

    private double Backward(Share share, int step, int index)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            share.Weights.Gradients.zero_();
        }

        share.Encoder.train();
        var (views, masks) = batches.Draw(step, index * options.ShareSize, options.ShareSize);
        var loss = PaintedLoss.Of(share.Encoder.Logits(views, Precision), masks).div(shares.Count);
        loss.backward();
        return loss.detach().to(ScalarType.Float64).item<double>();
    }

    // The first has the encoder that learns, the others replicas of it.
    private sealed record Share(LearnedEncoder Encoder, FlatWeights Weights);
}
