using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Trains a <see cref="MapFlow"/> to the maximum likelihood of good pictures' maps: AdamW with warm-up and half a cosine, clipped
/// gradients, averaged weights. Of the averages along the way it keeps the one that the *select* pictures are likeliest under;
/// the first of them, untrained, is the whitening alone, so that few pictures, or a loss that is no longer finite, cannot make it worse than that.
/// </summary>
internal sealed class MapFlowTrainer
{
    private readonly MapFlowTrainingOptions options;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="MapFlowTrainer"/> class.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="time">The clock that a time budget goes by.</param>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    public MapFlowTrainer(MapFlowTrainingOptions options, TimeProvider time)
    {
        OptionsValidator.Validate(options, nameof(MapFlowTrainingOptions));
        (this.options, this.time) = (options, time);
    }

    /// <summary>Trains. Blocks until it is done; afterwards the flow has the weights that were kept and is in evaluation mode.</summary>
    /// <param name="flow">The flow, fresh, on the processor.</param>
    /// <param name="fit">The maps to fit; at least one.</param>
    /// <param name="select">Those that choose among the averages; with none the last one is kept.</param>
    /// <param name="threads">The threads to use at the most.</param>
    /// <param name="progress">Told of every step, or null.</param>
    /// <param name="ct">Stops at the next step.</param>
    /// <returns>How it went.</returns>
    public MapFlowSummary Train(
        MapFlow flow, WhitenedMaps fit, WhitenedMaps select, int threads, IProgress<MapFlowProgress>? progress, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        using var scope = NewDisposeScope();
        using var weights = new FlatWeights(flow);
        using var workers = new MapFlowWorkers(flow, weights, fit, options, threads);
        workers.Initialize();
        using var descent = new AveragedDescent(weights, new(
            options.LearningRate, options.WarmUpSteps, options.WeightDecay, options.GradientClip, options.EmaDecay));
        var untrained = workers.Judge(select);
        var kept = (Nll: untrained, Weights: FlatWeights.Copy(weights.Values), Step: 0);
        var (step, judged) = (0, 0);
        var isBrokenOff = false;
        double share;
        while ((share = Share(step, started)) < 1 || step == 0)
        {
            ct.ThrowIfCancellationRequested();
            var (loss, norm) = workers.Compute(step);
            isBrokenOff = !double.IsFinite(loss) || !double.IsFinite(norm);
            if (isBrokenOff)
            {
                // Nothing more is to be learned from these pictures; what was kept until now is as good as it was.
                break;
            }

            descent.Step(share, norm);
            step++;
            progress?.Report(new MapFlowProgress(step, Share(step, started), loss, step * workers.PicturesPerStep / time.GetElapsedTime(started).TotalSeconds));
            if (Share(step, started) >= (judged + 1.0) / options.Judgements)
            {
                judged = (int)(Share(step, started) * options.Judgements);
                Keep();
            }
        }

        if (share >= 1 && judged < options.Judgements)
        {
            Keep();
        }

        using (no_grad())
        {
            weights.Values.copy_(kept.Weights);
        }

        flow.eval();
        return new MapFlowSummary(step, kept.Step, untrained, kept.Nll, isBrokenOff);

        void Keep()
        {
            using var off = no_grad();
            using var current = FlatWeights.Copy(weights.Values);
            weights.Values.copy_(descent.Average);
            var nll = workers.Judge(select);
            if (nll < kept.Nll || double.IsNaN(kept.Nll))
            {
                kept.Weights.copy_(descent.Average);
                kept = (nll, kept.Weights, step);
            }

            weights.Values.copy_(current);
        }
    }

    private double Share(int step, long started) => options.Steps is { } steps
        ? step / (double)steps
        : Math.Min(1, time.GetElapsedTime(started).TotalMinutes / options.Minutes);
}
