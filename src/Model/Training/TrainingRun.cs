using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>One training run in one process, from its start or its checkpoint to its end.</summary>
internal sealed class TrainingRun : IDisposable
{
    // More select images than this would only make the evaluations dearer.
    private const int MostSelectImages = 512;

    // A run that the machine slows down is ended here, before it is a tenth over its budget.
    private const double TimeUpShare = 1.05;

    private readonly Flow flow;
    private readonly TrainingImages images;
    private readonly TrainingOptions options;
    private readonly TimeProvider time;
    private readonly string? checkpointPath;
    private readonly string fingerprint;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly TrainingState state;
    private readonly TrainingBatches batches;
    private readonly GradientWorkers workers;
    private readonly StepPlanner planner;
    private readonly byte[] selection;
    private readonly long started;
    private readonly int stepsBefore;
    private readonly double secondsBefore;
    private long lastSaved;

    public TrainingRun(
        Flow flow,
        TrainingImages images,
        TrainingOptions options,
        TimeProvider time,
        string? checkpointPath,
        IProgress<TrainingProgress>? progress)
    {
        this.flow = flow;
        this.images = images;
        this.options = options;
        this.time = time;
        this.checkpointPath = checkpointPath;
        this.progress = progress;
        started = lastSaved = time.GetTimestamp();
        fingerprint = TrainingCheckpoint.Fingerprint(options, images);
        planner = new StepPlanner(options);
        selection = SelectImages();
        batches = new TrainingBatches(images, options, flow.parameters().First().device);
        state = new TrainingState(flow, options);
        try
        {
            if (checkpointPath is not null && File.Exists(checkpointPath))
            {
                TrainingCheckpoint.Load(checkpointPath, state, fingerprint);
            }

            workers = new GradientWorkers(flow, state.Weights, batches, options, get_num_threads());
        }
        catch
        {
            state.Dispose();
            throw;
        }

        (stepsBefore, secondsBefore) = (state.Position.Step, state.Position.Seconds);
    }

    /// <summary>Trains to the end and leaves the best averaged weights in the flow.</summary>
    public TrainingSummary Execute(CancellationToken ct)
    {
        if (state.Position.Step == 0)
        {
            InitializeFlow();
        }

        if (state.Position.Plan is null && options.Steps is { } steps)
        {
            state.Position = state.Position with { Plan = StepPlanner.ForSteps(steps, options.EvaluateEvery) };
        }

        StopReason? reason;
        while ((reason = Finished()) is null)
        {
            if (ct.IsCancellationRequested)
            {
                SaveCheckpoint();
                ct.ThrowIfCancellationRequested();
            }

            Step();
        }

        if (state.Position.BestStep != state.Position.Step && !IsEvaluationDue())
        {
            Evaluate();
        }

        SaveCheckpoint();
        state.LoadBest();
        flow.eval();
        return Summary(reason.Value);
    }

    public void Dispose()
    {
        workers.Dispose();
        state.Dispose();
    }

    private double SecondsHere => time.GetElapsedTime(started).TotalSeconds;

    private byte[] SelectImages()
    {
        var order = Enumerable.Range(0, images.SelectCount).ToArray();
        new KeyedRandom(options.Seed, purpose: RandomPurpose.Selection).Shuffle(order.AsSpan());
        var chosen = order.Take(MostSelectImages).Order().ToArray();
        var pixels = new byte[chosen.Length * images.Architecture.Dimensions];
        for (var i = 0; i < chosen.Length; i++)
        {
            images.Select(chosen[i]).CopyTo(pixels.AsSpan(i * images.Architecture.Dimensions));
        }

        return pixels;
    }

    private void InitializeFlow()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        flow.Initialize(batches.Input(0, batches.Indices(0)));
        state.RestartAverage();
    }

    private StopReason? Finished() => state.Position switch
    {
        { Plan: { } plan, Step: var step } when step >= plan.TotalSteps => StopReason.Completed,
        { EvaluationsSinceBest: var since } when since >= options.Patience => StopReason.EarlyStopping,
        _ when options.Steps is null && secondsBefore + SecondsHere > TimeUpShare * planner.Budget => StopReason.TimeUp,
        _ => null,
    };

    private void Step()
    {
        var step = state.Position.Step;
        var (loss, norm) = workers.Compute(step);
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw NonFinite(step);
        }

        state.Advance(
            LearningRateSchedule.At(options, step, state.Position.Plan?.TotalSteps),
            options.GradientClip / Math.Max(norm, 1e-12),
            Math.Min(options.EmaDecay, (1.0 + step) / (10 + step)));
        if (state.Position.Plan is null)
        {
            var plan = planner.AfterStep(
                state.Position.Step - stepsBefore, SecondsHere, stepsBefore, secondsBefore, TimedEvaluation);
            state.Position = state.Position with { Plan = plan };
        }
        else if (IsEvaluationDue())
        {
            Evaluate();
        }

        if (time.GetElapsedTime(lastSaved) >= options.CheckpointEvery)
        {
            SaveCheckpoint();
        }

        Report(loss);
    }

    private bool IsEvaluationDue() =>
        state.Position.Plan is { } plan &&
        (state.Position.Step % plan.EvaluateEvery == 0 || state.Position.Step == plan.TotalSteps);

    private double TimedEvaluation()
    {
        var before = time.GetTimestamp();
        Evaluate();
        return time.GetElapsedTime(before).TotalSeconds;
    }

    private void Evaluate()
    {
        flow.eval();
        state.WithAverage(Judge);
    }

    private void Judge()
    {
        var position = state.Position;
        if (selection.Length == 0)
        {
            state.KeepAsBest();
            state.Position = position with { BestStep = position.Step };
            return;
        }

        var found = workers.Judge(selection, options.Seed, options.SubnetPrecision);
        if (position.BestBitsPerDim is { } best && !(found < best))
        {
            state.Position = position with
            {
                LatestBitsPerDim = double.IsFinite(found) ? found : null,
                EvaluationsSinceBest = position.EvaluationsSinceBest + 1,
            };
        }
        else if (double.IsFinite(found))
        {
            state.KeepAsBest();
            state.Position = position with
            {
                LatestBitsPerDim = found,
                BestBitsPerDim = found,
                BestStep = position.Step,
                EvaluationsSinceBest = 0,
            };
        }
        else
        {
            // One picture that the flow finds impossible tells nothing of the others: the latest weights are better than none.
            state.KeepAsBest();
            state.Position = position with { BestStep = position.Step };
        }
    }

    private void SaveCheckpoint()
    {
        if (checkpointPath is not null)
        {
            var position = state.Position with { Seconds = secondsBefore + SecondsHere };
            TrainingCheckpoint.Save(checkpointPath, state, position, fingerprint);
            lastSaved = time.GetTimestamp();
        }
    }

    private NonFiniteLossException NonFinite(int step)
    {
        var layer = state.Weights.FirstNonFinite() ?? "the loss";
        if (state.Weights.ValuesAreFinite())
        {
            SaveCheckpoint();
        }

        state.LoadBest();
        flow.eval();
        var saved = checkpointPath is not null && File.Exists(checkpointPath) ? checkpointPath : null;
        return new NonFiniteLossException(
            step, layer, saved, "Train with a lower learning rate, a smaller gradient clip or a smaller log-scale bound.");
    }

    private void Report(double loss)
    {
        if (progress is null)
        {
            return;
        }

        var seconds = SecondsHere;
        var steps = state.Position.Step - stepsBefore;
        var total = state.Position.Plan?.TotalSteps;
        progress.Report(new TrainingProgress(
            state.Position.Step,
            total,
            loss,
            state.Position.LatestBitsPerDim,
            seconds > 0 ? steps * options.BatchSize / seconds : 0,
            total is { } known ? TimeSpan.FromSeconds((known - state.Position.Step) * seconds / steps) : null));
    }

    private TrainingSummary Summary(StopReason reason)
    {
        var position = state.Position;
        var seconds = secondsBefore + SecondsHere;
        return new TrainingSummary(
            position.Step,
            position.Plan?.TotalSteps ?? position.Step,
            position.BestStep,
            position.BestBitsPerDim,
            seconds,
            seconds > 0 ? (double)position.Step * options.BatchSize / seconds : 0,
            reason)
        {
            Notice = selection.Length > 0 && position.BestBitsPerDim is null
                ? "No evaluation gave the select images a finite likelihood, so that nothing told when to stop: look for a picture among the good images that is black, overexposed or of something else"
                : null,
        };
    }
}
