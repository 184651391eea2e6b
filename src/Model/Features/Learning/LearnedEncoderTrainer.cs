using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Teaches a <see cref="LearnedEncoder"/> to find synthetic defects painted on good pictures: AdamW with warm-up and half a cosine,
/// clipped gradients, averaged weights. Every draw is keyed on seed, step and view.
/// </summary>
public sealed class LearnedEncoderTrainer
{
    // Shares of a batch that the statistics for scoring are taken over, and the share of the time that they get.
    private const int StatisticsShares = 32;
    private const double UsedShare = 0.97;
    private const double ReportedShare = 0.1;

    private readonly LearnedEncoderTrainingOptions options;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="LearnedEncoderTrainer"/> class.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="time">The clock that a time budget goes by.</param>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    public LearnedEncoderTrainer(LearnedEncoderTrainingOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        OptionsValidator.Validate(options, nameof(LearnedEncoderTrainingOptions));
        (this.options, this.time) = (options, time);
    }

    /// <summary>
    /// Trains a new encoder. Blocks until it is done; afterwards the encoder has the averaged weights and is in evaluation mode,
    /// not folded.
    /// </summary>
    /// <param name="encoder">The encoder, fresh, on the processor.</param>
    /// <param name="pictures">The good pictures.</param>
    /// <param name="progress">Told of every step, or null.</param>
    /// <param name="ct">Stops at the next step.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="ArgumentException">The pictures have another number of channels than the encoder.</exception>
    /// <exception cref="NonFiniteLossException">The loss or its gradient is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">Stopped by <paramref name="ct"/>.</exception>
    public LearnedEncoderSummary Train(
        LearnedEncoder encoder,
        LearningPictures pictures,
        IProgress<LearnedEncoderProgress>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Channels != encoder.Options.Channels)
        {
            throw new ArgumentException(
                $"The encoder takes {encoder.Options.Channels} channels, the pictures have {pictures.Channels}.", nameof(pictures));
        }

        var started = time.GetTimestamp();
        encoder.SetLeastDeviations(pictures.LeastDeviations);
        using var scope = NewDisposeScope();
        using var weights = new FlatWeights(encoder);
        using var descent = new AveragedDescent(weights, new(
            options.LearningRate, options.WarmUpSteps, options.WeightDecay, options.GradientClip, options.EmaDecay));
        using var workers = new EncoderWorkers(
            encoder, weights, new PaintedBatches(pictures, options, encoder.Options), options, get_num_threads());
        var losses = new List<double>();
        double share;
        while ((share = Share(losses.Count, started)) < 1 || losses.Count == 0)
        {
            ct.ThrowIfCancellationRequested();
            var (loss, norm) = workers.Compute(losses.Count);
            if (!double.IsFinite(loss) || !double.IsFinite(norm))
            {
                throw new NonFiniteLossException(losses.Count, weights.FirstNonFinite() ?? "the loss", null);
            }

            descent.Step(share, norm);
            losses.Add(loss);
            progress?.Report(new LearnedEncoderProgress(
                losses.Count, Share(losses.Count, started), loss, losses.Count / time.GetElapsedTime(started).TotalSeconds));
        }

        using (no_grad())
        {
            weights.Values.copy_(descent.Average);
        }

        workers.TakeStatistics(losses.Count, StatisticsShares);
        encoder.eval();
        return new LearnedEncoderSummary(
            losses.Count, losses.TakeLast(Math.Max(1, (int)(ReportedShare * losses.Count))).Average(), time.GetElapsedTime(started).TotalSeconds);
    }

    private double Share(int step, long started) => options.Steps is { } steps
        ? step / (double)steps
        : Math.Min(1, time.GetElapsedTime(started).TotalMinutes / (options.Minutes * UsedShare));
}
