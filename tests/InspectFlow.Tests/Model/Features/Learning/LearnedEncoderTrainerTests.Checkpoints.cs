using InspectFlow.Model;
using InspectFlow.Tests.Model.Training;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Features.Learning;

/// <summary>Runs that end and go on: checkpoints.</summary>
public sealed partial class LearnedEncoderTrainerTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_that_is_stopped_and_resumed_gives_the_weights_of_an_unbroken_run()
    {
        var whole = Trained(ToyParts.Training(6), null, _ => { });

        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => Trained(ToyParts.Training(6), folder.File("c"), p => stop.CancelAfterStep(p, 2), stop.Token));
        var steps = new List<int>();
        var resumed = Trained(ToyParts.Training(6), folder.File("c"), p => steps.Add(p.Step));

        steps.ShouldBe([3, 4, 5, 6]);
        resumed.ShouldBe(whole);
    }

    [Fact]
    public void A_run_that_is_killed_goes_on_from_its_latest_checkpoint()
    {
        var whole = Trained(ToyParts.Training(6), null, _ => { });
        var options = ToyParts.Training(6) with { CheckpointEvery = TimeSpan.Zero };

        // A kill runs no code of ours; what is left is the latest checkpoint. Here that of step 3, put back after 5.
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => Trained(options, folder.File("c"), p =>
        {
            if (p.Step == 3)
            {
                File.Copy(folder.File("c"), folder.File("kept"));
            }

            stop.CancelAfterStep(p, 5);
        }, stop.Token));
        var steps = new List<int>();
        Trained(options, folder.File("kept"), p => steps.Add(p.Step)).ShouldBe(whole);

        steps.ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void By_the_clock_the_time_before_counts()
    {
        var options = ToyParts.Training(1) with { Steps = null, Minutes = 1 };
        var unbroken = Steps(folder.File("unbroken"), int.MaxValue);

        var before = Steps(folder.File("c"), 6);
        var after = Steps(folder.File("c"), int.MaxValue);

        before.ShouldBe(6);
        after.ShouldBeInRange(unbroken - 8, unbroken - 4, "six steps were taken before");

        int Steps(string checkpoint, int most)
        {
            using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
            using var stop = new CancellationTokenSource();
            var steps = 0;
            try
            {
                new LearnedEncoderTrainer(options, new Clock(TimeSpan.FromSeconds(1))).Train(
                    encoder,
                    ToyParts.Pictures(),
                    checkpoint,
                    new Told(p =>
                    {
                        steps++;
                        stop.CancelAfterStep(p, most);
                    }),
                    stop.Token);
            }
            catch (OperationCanceledException)
            {
            }

            return steps;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_checkpoint_of_another_run_is_refused_and_the_error_names_the_file(int change)
    {
        Trained(ToyParts.Training(1), folder.File("c"), _ => { });

        var failure = Should.Throw<ModelFormatException>(() => change switch
        {
            1 => Trained(ToyParts.Training(2), folder.File("c"), _ => { }),
            2 => Trained(ToyParts.Training(1) with { Seed = 9 }, folder.File("c"), _ => { }),
            _ => Trained(ToyParts.Training(1), folder.Write("c", "no checkpoint"), _ => { }),
        });

        failure.Message.ShouldContain(folder.File("c"));
    }

    [Theory]
    [MemberData(nameof(DamagedCheckpoint.Ways), MemberType = typeof(DamagedCheckpoint))]
    public void A_damaged_checkpoint_is_refused_with_what_to_do_about_it(string way)
    {
        Trained(ToyParts.Training(1), folder.File("c"), _ => { });
        DamagedCheckpoint.Make(folder.File("c"), way, "steps");

        var failure = Should.Throw<ModelFormatException>(() => Trained(ToyParts.Training(1), folder.File("c"), _ => { }));

        failure.Path.ShouldBe(folder.File("c"));
        failure.Reason.ShouldStartWith("has a position or optimizer state that can't be read (");
        failure.Reason.ShouldEndWith("); delete it to train anew");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_loss_that_is_not_finite_names_the_checkpoint_where_there_is_one(bool isSaved)
    {
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        var options = ToyParts.Training(5) with { CheckpointEvery = isSaved ? TimeSpan.Zero : TimeSpan.FromHours(1) };

        var failure = Should.Throw<NonFiniteLossException>(() => new LearnedEncoderTrainer(options, TimeProvider.System).Train(
            encoder,
            ToyParts.Pictures(),
            folder.File("c"),
            new Told(p =>
            {
                if (p.Step == 2)
                {
                    using var off = TorchSharp.torch.no_grad();
                    encoder.state_dict()["stem.scale"].fill_(double.NaN);
                }
            })));

        failure.Step.ShouldBe(2);
        failure.CheckpointPath.ShouldBe(isSaved ? folder.File("c") : null);
        failure.Message.ShouldEndWith(isSaved
            ? $"Train with another seed. {folder.File("c")} holds the steps before it, and the same training goes on from there; delete it to train anew."
            : "Train with another seed.");
    }

    private static double[] Trained(
        LearnedEncoderTrainingOptions options, string? checkpoint, Action<LearnedEncoderProgress> told, CancellationToken ct = default)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        new LearnedEncoderTrainer(options, TimeProvider.System).Train(encoder, ToyParts.Pictures(), checkpoint, new Told(told), ct);
        return [.. encoder.state_dict().OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(t => TensorSamples.Values(t.Value))];
    }
}
