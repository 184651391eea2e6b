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
    private const double UsedShare = 0.99;

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
    /// Trains a new encoder, or continues the run of a checkpoint. Blocks until it is done; afterwards the encoder has the averaged weights
    /// and is in evaluation mode, not folded.
    /// </summary>
    /// <param name="encoder">The encoder, fresh, on the device to train on; there it stays.</param>
    /// <param name="pictures">The good pictures.</param>
    /// <param name="checkpointPath">
    /// The file that holds the run between two processes, or null for none. If it exists, its run is continued; it is left behind at the end,
    /// for the caller to delete once the model is saved.
    /// </param>
    /// <param name="progress">Told of every step, or null.</param>
    /// <param name="ct">Stops at the next step, after saving a checkpoint.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="ModelFormatException">The checkpoint is damaged or of another run.</exception>
    /// <exception cref="ArgumentException">The pictures have another number of channels than the encoder.</exception>
    /// <exception cref="NonFiniteLossException">The loss or its gradient is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">Stopped by <paramref name="ct"/>.</exception>
    public LearnedEncoderSummary Train(
        LearnedEncoder encoder,
        LearningPictures pictures,
        string? checkpointPath = null,
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
        using var workers = EncoderWorkers.Start(
            encoder, weights, new PaintedBatches(pictures, options, encoder.Options), options, get_num_threads());
        var checkpoint = checkpointPath is null
            ? null
            : new LearnedEncoderCheckpoint(checkpointPath, LearnedEncoderCheckpoint.Fingerprint(options, encoder.Options, pictures));
        var before = checkpoint?.Load(weights, descent) ?? 0;
        var (first, saved) = (descent.Steps, started);
        double share;
        while ((share = Share(descent.Steps, Seconds())) < 1 || descent.Steps == 0)
        {
            if (ct.IsCancellationRequested)
            {
                checkpoint?.Save(weights, descent, Seconds());
                ct.ThrowIfCancellationRequested();
            }

            var (loss, norm) = workers.Compute(descent.Steps);
            if (!double.IsFinite(loss) || !double.IsFinite(norm))
            {
                // Of this training a line sets nothing but its length and its seed.
                throw new NonFiniteLossException(
                    descent.Steps, weights.FirstNonFinite() ?? "the loss", File.Exists(checkpointPath) ? checkpointPath : null, "Train with another seed.");
            }

            descent.Step(share, norm);
            if (checkpoint is not null && time.GetElapsedTime(saved) >= options.CheckpointEvery)
            {
                saved = time.GetTimestamp();
                checkpoint.Save(weights, descent, Seconds());
            }

            progress?.Report(new LearnedEncoderProgress(
                descent.Steps, Share(descent.Steps, Seconds()), loss, (descent.Steps - first) / time.GetElapsedTime(started).TotalSeconds));
        }

        // What comes after may be killed as well.
        checkpoint?.Save(weights, descent, Seconds());
        using (no_grad())
        {
            weights.Values.copy_(descent.Average);
        }

        workers.TakeStatistics(descent.Steps, StatisticsShares);
        encoder.eval();
        return new LearnedEncoderSummary(descent.Steps, Seconds(), before);

        double Seconds() => before + time.GetElapsedTime(started).TotalSeconds;
    }

    private double Share(int step, double seconds) => options.Steps is { } steps
        ? step / (double)steps
        : Math.Min(1, seconds / (60 * options.Minutes * UsedShare));
}
