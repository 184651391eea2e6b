using InspectFlow.Model;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Training;
/// <summary>Runs that end and go on: checkpoints.</summary>
public sealed partial class FlowTrainerTests
{
    [Theory]
    [InlineData(FlowArchitecture.Glow)]
    [InlineData(FlowArchitecture.RealNvpDense)]
    public void A_run_that_is_stopped_and_resumed_gives_the_weights_of_an_unbroken_run(string family)
    {
        var architecture = ToyImages.Architecture with { Family = family };
        var images = ToyImages.Training(architecture, oversampling: 2);
        using var whole = FlowFactory.Create(architecture, seed: 1);
        var wholeSummary = Train(whole, Quick, images, folder.File("whole"));

        using var first = FlowFactory.Create(architecture, seed: 1);
        using var stop = new CancellationTokenSource();
        var progress = new SynchronousProgress<TrainingProgress>(p =>
        {
            if (p.Step == 15)
            {
                stop.Cancel();
            }
        });
        Should.Throw<OperationCanceledException>(() => new FlowTrainer(Quick, TimeProvider.System)
            .Train(first, images, folder.File("halves"), progress, stop.Token));

        using var second = FlowFactory.Create(architecture, seed: 77);
        var steps = new List<int>();
        var summary = new FlowTrainer(Quick, TimeProvider.System).Train(
            second, images, folder.File("halves"), new SynchronousProgress<TrainingProgress>(p => steps.Add(p.Step)));

        steps.ShouldBe([.. Enumerable.Range(16, 15)]);
        summary.SelectBitsPerDim.ShouldBe(wholeSummary.SelectBitsPerDim);
        Bytes(second).ShouldBe(Bytes(whole));
        TensorsOf(folder.File("halves")).ShouldBe(TensorsOf(folder.File("whole")));
    }

    [Fact]
    public void A_run_killed_after_a_checkpoint_repeats_the_steps_since_it()
    {
        var images = ToyImages.Training(ToyImages.Architecture);
        using var whole = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        Train(whole, Quick, images);

        // A kill runs no code of ours; what is left is the latest checkpoint. Here that of step 20, put back after 24.
        using var killed = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        var options = Quick with { CheckpointEvery = TimeSpan.Zero };
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => new FlowTrainer(options, TimeProvider.System).Train(
            killed,
            images,
            folder.File("c"),
            new SynchronousProgress<TrainingProgress>(p =>
            {
                if (p.Step == 20)
                {
                    File.Copy(folder.File("c"), folder.File("kept"));
                }
                else if (p.Step == 24)
                {
                    stop.Cancel();
                }
            }),
            stop.Token));

        using var resumed = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        Train(resumed, options, images, folder.File("kept")).Steps.ShouldBe(30);
        Bytes(resumed).ShouldBe(Bytes(whole));
    }

    [Fact]
    public void A_finished_run_is_not_trained_again()
    {
        var images = ToyImages.Training(ToyImages.Architecture);
        using var flow = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        Train(flow, Quick, images, folder.File("c"));
        using var again = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        var steps = 0;
        new FlowTrainer(Quick, TimeProvider.System)
            .Train(again, images, folder.File("c"), new SynchronousProgress<TrainingProgress>(_ => steps++));

        steps.ShouldBe(0);
        Bytes(again).ShouldBe(Bytes(flow));
        using var best = FlowFactory.Create(ToyImages.Architecture, seed: 2);
        RestoreBest(best, images, folder.File("c"));
        Bytes(best).ShouldBe(Bytes(flow));
    }

    [Theory]
    [MemberData(nameof(DamagedCheckpoint.Ways), MemberType = typeof(DamagedCheckpoint))]
    public void A_damaged_checkpoint_is_refused_with_what_to_do_about_it(string way)
    {
        var images = ToyImages.Training(ToyImages.Architecture);
        using var flow = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        Train(flow, Quick with { Steps = 2 }, images, folder.File("c"));
        DamagedCheckpoint.Make(folder.File("c"), way, "position");

        var failure = Should.Throw<ModelFormatException>(() => Train(flow, Quick with { Steps = 2 }, images, folder.File("c")));

        failure.Path.ShouldBe(folder.File("c"));
        failure.Reason.ShouldStartWith("has a position or optimizer state that can't be read (");
        failure.Reason.ShouldEndWith("); delete it to train anew");
    }

    [Fact]
    public void A_checkpoint_of_other_options_or_images_is_refused()
    {
        var images = ToyImages.Training(ToyImages.Architecture);
        using var flow = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        Train(flow, Quick with { Steps = 2 }, images, folder.File("c"));

        using var other = FlowFactory.Create(ToyImages.Architecture, seed: 1);
        Should.Throw<ModelFormatException>(() => Train(other, Quick with { Steps = 3 }, images, folder.File("c"))).Reason
            .ShouldStartWith("is the checkpoint of a run with other training options, architecture or images");
        Should.Throw<ModelFormatException>(() => Train(
            other, Quick with { Steps = 2 }, ToyImages.Training(ToyImages.Architecture, fit: 47), folder.File("c")));
        Should.NotThrow(() => Train(
            other, Quick with { Steps = 2, CheckpointEvery = TimeSpan.FromHours(1) }, images, folder.File("c")));
    }

    private static void RestoreBest(Flow flow, TrainingImages images, string checkpoint)
    {
        using var state = new TrainingState(flow, Quick);
        TrainingCheckpoint.Load(checkpoint, state, TrainingCheckpoint.Fingerprint(Quick, images));
        state.LoadBest();
    }

    private static byte[] TensorsOf(string path) =>
        [.. SafetensorsFile.Read(path).Tensors.OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(t => t.Value.Data)];
}
