using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Training;

// Bits are compared: the width of BLAS belongs to the process, and other tests set it.
[Collection(nameof(Alone))]
public sealed partial class FlowTrainerTests : IDisposable
{
    private static readonly TrainingOptions Quick = new() { Steps = 30, BatchSize = 8, EvaluateEvery = 10, WarmUpSteps = 3 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Training_makes_unseen_images_of_the_kind_more_likely()
    {
        using var flow = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        var unseen = ToyImages.Stripes(16, ToyImages.Architecture, seed: 3);
        var before = FlowAudit.BitsPerDim(flow, unseen, seed: 1).Average();
        var options = Quick with { Steps = 150, EvaluateEvery = 50, LearningRate = 5e-3 };
        var summary = Train(flow, options, ToyImages.Training(ToyImages.Architecture));

        // Uniform noise over all levels costs 8 bits; stripes with a spread of 6 levels of noise need fewer than 6.
        before.ShouldBeGreaterThan(7);
        FlowAudit.BitsPerDim(flow, unseen, seed: 1).Average().ShouldBeLessThan(6.2);
        summary.Steps.ShouldBe(150);
        summary.StopReason.ShouldBe(StopReason.Completed);
        summary.SelectBitsPerDim!.Value.ShouldBeLessThan(6.2);
        flow.training.ShouldBeFalse();
    }

    [Fact]
    public void Networks_in_bfloat16_learn_as_well_and_leave_a_flow_of_single_precision()
    {
        using var flow = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        var unseen = ToyImages.Stripes(16, ToyImages.Architecture, seed: 3);
        var options = Quick with { Steps = 150, EvaluateEvery = 50, LearningRate = 5e-3, Precision = "bf16" };

        Train(flow, options, ToyImages.Training(ToyImages.Architecture)).SelectBitsPerDim!.Value.ShouldBeLessThan(6.2);

        FlowAudit.BitsPerDim(flow, unseen, seed: 1).Average().ShouldBeLessThan(6.2);
        flow.parameters().ShouldAllBe(p => p.dtype == ScalarType.Float32);
    }

    [Fact]
    public void The_statistics_of_batch_normalization_stay_with_the_weights_that_were_kept()
    {
        var architecture = ToyImages.Architecture with { Family = FlowArchitecture.RealNvpDense };
        using var flow = FlowFactory.Create(architecture, seed: 1);
        var select = ToyImages.Stripes(16, architecture, seed: 2);
        using (no_grad())
        using (NewDisposeScope())
        {
            flow.Initialize(FlowLikelihood.ToInput(PixelBatch.ToTensor(ToyImages.Stripes(48, architecture), architecture, CPU)));
        }

        flow.eval();
        var before = FlowAudit.BitsPerDim(flow, select, Quick.Seed).Average();
        using var trained = FlowFactory.Create(architecture, seed: 1);
        var summary = Train(trained, Quick with { LearningRate = 0.003, WeightDecay = 0 }, ToyImages.Training(architecture));

        trained.training.ShouldBeFalse();
        FlowAudit.BitsPerDim(trained, select, Quick.Seed).Average().ShouldBe(summary.SelectBitsPerDim!.Value, 1e-6);
        summary.SelectBitsPerDim.Value.ShouldBeLessThan(before - 0.2);
    }

    [Fact]
    public void Training_ends_when_the_select_images_no_longer_improve()
    {
        // Nothing is learned at this rate, and the averaged weights drift the wrong way by the noise of the batches.
        using var flow = new ToyFlow(ToyImages.Architecture);
        flow.OnForward = f =>
        {
            using var noGrad = no_grad();
            f.Logs.sub_(f.training ? 0.05 : 0);
        };
        var options = Quick with { Steps = 1000, EvaluateEvery = 2, Patience = 3, LearningRate = 1e-8 };
        var summary = Train(flow, options, ToyImages.Training(ToyImages.Architecture));

        summary.StopReason.ShouldBe(StopReason.EarlyStopping);
        summary.BestStep.ShouldBe(2);
        summary.Steps.ShouldBe(8);
        summary.PlannedSteps.ShouldBe(1000);
    }

    [Fact]
    public void Without_patience_all_steps_are_done()
    {
        using var flow = new ToyFlow(ToyImages.Architecture);
        var options = Quick with { Steps = 20, EvaluateEvery = 1, Patience = null, LearningRate = 1e-8 };
        Train(flow, options, ToyImages.Training(ToyImages.Architecture)).Steps.ShouldBe(20);
    }

    [Fact]
    public void Without_select_images_the_last_average_is_kept()
    {
        using var flow = new ToyFlow(ToyImages.Architecture);
        var summary = Train(flow, Quick, ToyImages.Training(ToyImages.Architecture, select: 0));
        summary.SelectBitsPerDim.ShouldBeNull();
        summary.BestStep.ShouldBe(30);
    }

    [Fact]
    public void The_kept_weights_are_the_average_over_the_steps()
    {
        using var flow = new ToyFlow(ToyImages.Architecture);
        var values = new List<double>();
        flow.OnForward = f =>
        {
            if (f.training)
            {
                values.Add(f.Bias.item<float>());
            }
        };
        var options = Quick with { Steps = 40, LearningRate = 0.05, EmaDecay = 0.8, EvaluateEvery = 40 };
        Train(flow, options, ToyImages.Training(ToyImages.Architecture, select: 0));

        // The value after a step is what the next step starts from; the last one's is not seen and is solved for.
        var average = values[0];
        for (var step = 0; step < 39; step++)
        {
            var decay = Math.Min(0.8, (1.0 + step) / (10 + step));
            average = (decay * average) + ((1 - decay) * values[step + 1]);
        }

        var last = (flow.Bias.item<float>() - (0.8 * average)) / 0.2;
        Math.Abs(last - values[^1]).ShouldBeLessThan(0.01);
        Math.Abs(flow.Bias.item<float>() - values[^1]).ShouldBeGreaterThan(1e-6);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_stops_with_step_and_layer_and_keeps_the_last_good_weights()
    {
        using var flow = new ToyFlow(ToyImages.Architecture);
        var calls = 0;
        flow.OnForward = f =>
        {
            if (f.training && ++calls == 8)
            {
                using var noGrad = no_grad();
                f.Logs.fill_(200);
            }
        };
        var exception = Should.Throw<NonFiniteLossException>(() =>
            Train(flow, Quick with { CheckpointEvery = TimeSpan.Zero }, ToyImages.Training(ToyImages.Architecture), folder.File("c")));

        exception.Step.ShouldBe(7);
        exception.Layer.ShouldBe("bias");
        exception.CheckpointPath.ShouldBe(folder.File("c"));
        exception.Message.ShouldBe(
            "Training stopped at step 7: 'bias' is no longer finite. Train with a lower learning rate, a smaller gradient clip or a smaller log-scale bound. " +
            $"{folder.File("c")} holds the steps before it, and the same training goes on from there; delete it to train anew.");
        double.IsFinite(flow.Logs.item<float>()).ShouldBeTrue();
        Math.Abs(flow.Logs.item<float>()).ShouldBeLessThan(1);
    }

    [Fact]
    public void Weights_that_are_not_finite_never_reach_the_checkpoint()
    {
        using var flow = new ToyFlow(ToyImages.Architecture);
        var calls = 0;
        flow.OnForward = f =>
        {
            if (f.training && ++calls == 8)
            {
                using var noGrad = no_grad();
                f.Logs.fill_(double.NaN);
            }
        };
        var images = ToyImages.Training(ToyImages.Architecture);
        var exception = Should.Throw<NonFiniteLossException>(() => Train(flow, Quick with { CheckpointEvery = TimeSpan.Zero }, images, folder.File("c")));

        using var restored = new ToyFlow(ToyImages.Architecture);
        RestoreBest(restored, images, folder.File("c"));
        float.IsFinite(restored.Logs.item<float>()).ShouldBeTrue();
        SafetensorsFile.Read(folder.File("c")).Metadata["position"].ShouldContain("\"Step\":7");
        exception.Layer.ShouldBe("logs");
    }

    [Theory]
    [InlineData(0.08)]
    [InlineData(0.5)]
    public void A_time_budget_is_kept_with_the_evaluations_in_it(double secondsPerEvaluatedBatch)
    {
        var time = new FakeClock(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        using var flow = Clocked(time, secondsPerStep: 0.25, secondsPerEvaluatedBatch);
        var options = new TrainingOptions { Minutes = 2, BatchSize = 8, Patience = null };
        var totals = new List<int?>();
        var summary = new FlowTrainer(options, time).Train(
            flow,
            ToyImages.Training(ToyImages.Architecture),
            progress: new SynchronousProgress<TrainingProgress>(p => totals.Add(p.TotalSteps)));

        summary.StopReason.ShouldBe(StopReason.Completed);
        summary.Seconds.ShouldBeInRange(0.9 * 120, 1.1 * 120);
        totals.OfType<int>().Distinct().Count().ShouldBe(1);
        totals.FindIndex(t => t is not null).ShouldBeLessThan(summary.Steps / 4);
    }

    [Fact]
    public void A_machine_that_slows_down_ends_the_run_in_time()
    {
        var time = new FakeClock(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        using var flow = Clocked(time, secondsPerStep: 0.25, secondsPerEvaluatedBatch: 0.05, slowAfter: 100);
        var options = new TrainingOptions { Minutes = 2, BatchSize = 8, Patience = null };
        var summary = new FlowTrainer(options, time).Train(flow, ToyImages.Training(ToyImages.Architecture));

        summary.StopReason.ShouldBe(StopReason.TimeUp);
        summary.Seconds.ShouldBeLessThan(1.1 * 120);
    }

    [Fact]
    public void A_resumed_time_budget_keeps_its_plan_and_counts_the_time_spent()
    {
        var time = new FakeClock(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        var images = ToyImages.Training(ToyImages.Architecture);
        var options = new TrainingOptions { Minutes = 2, BatchSize = 8, Patience = null };
        using var stop = new CancellationTokenSource();
        int? planned = null;
        using (var flow = Clocked(time, 0.25, 0.05))
        {
            Should.Throw<OperationCanceledException>(() => new FlowTrainer(options, time).Train(
                flow,
                images,
                folder.File("c"),
                new SynchronousProgress<TrainingProgress>(p =>
                {
                    planned = p.TotalSteps;
                    if (p.Step == 200)
                    {
                        stop.Cancel();
                    }
                }),
                stop.Token));
        }

        time.Advance(TimeSpan.FromHours(5));
        using var rest = Clocked(time, 0.25, 0.05);
        var summary = new FlowTrainer(options, time).Train(rest, images, folder.File("c"));
        summary.PlannedSteps.ShouldBe(planned!.Value);
        summary.Steps.ShouldBe(planned.Value);
        summary.Seconds.ShouldBeInRange(0.9 * 120, 1.1 * 120);
    }

    [Fact]
    public void Training_leaves_no_tensors_behind()
    {
        var images = ToyImages.Training(ToyImages.Architecture);
        using var flow = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        long Live(int steps)
        {
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            Train(flow, Quick with { Steps = steps }, images);
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        }

        Live(3).ShouldBe(0);
        Live(12).ShouldBe(0);
    }

    [Fact]
    public void Options_that_cannot_work_are_all_named() =>
        Should.Throw<OptionsException>(() => new FlowTrainer(
                new TrainingOptions { BatchSize = 0, CheckpointEvery = TimeSpan.FromSeconds(-1), Augmentation = new() { Zoom = 3 } },
                TimeProvider.System))
            .Errors.Select(e => e.Path).ShouldBe(["$.batchSize", "$.checkpointEvery", "$.augmentation.zoom"], ignoreOrder: true);

    private static TrainingSummary Train(Flow flow, TrainingOptions options, TrainingImages images, string? checkpoint = null) =>
        new FlowTrainer(options, TimeProvider.System).Train(flow, images, checkpoint);

    private static ToyFlow Clocked(
        FakeClock time, double secondsPerStep, double secondsPerEvaluatedBatch, int slowAfter = int.MaxValue)
    {
        var calls = 0;
        return new ToyFlow(ToyImages.Architecture)
        {
            OnForward = f =>
            {
                var slowness = f.training && ++calls > slowAfter ? 2 : 1;

                // The first steps are slow, as they are while libtorch chooses its kernels.
                slowness *= f.training && calls <= 3 ? 6 : 1;
                time.Advance(TimeSpan.FromSeconds(slowness * (f.training ? secondsPerStep : secondsPerEvaluatedBatch)));
            },
        };
    }

    private static byte[] Bytes(Flow flow) =>
        [.. flow.state_dict().OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(t => TensorStorage.ToSafetensors(t.Key, t.Value).Data)];
}
