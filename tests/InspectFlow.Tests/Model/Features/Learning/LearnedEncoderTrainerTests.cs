using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features.Learning;

[Collection(nameof(Alone))] // It sets the number of threads, which is the process's too.
public sealed partial class LearnedEncoderTrainerTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Steps_and_seed_alone_decide_the_weights_whatever_the_threads(int channels, bool useBFloat16)
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            var alone = Weights(channels, useBFloat16, 3);
            set_num_threads(2);
            Weights(channels, useBFloat16, 3).ShouldBe(alone);
            Weights(channels, useBFloat16, 4).ShouldNotBe(alone);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void It_learns_to_tell_painted_pictures_from_good_ones_of_families_never_painted()
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        var losses = new List<double>();

        new LearnedEncoderTrainer(ToyParts.Training(120), TimeProvider.System)
            .Train(encoder, ToyParts.Pictures(), progress: new Told(p => losses.Add(p.Loss)));
        encoder.Fold();

        losses.TakeLast(20).Average().ShouldBeLessThan(0.9 * losses.Take(20).Average());
        var painter = new DefectPainter([DefectFamilies.HeldOut.Single(f => f.Name == "pits")]);
        var (wins, count) = (0, 0);
        for (var i = 0; i < 20; i++)
        {
            var (good, other) = (Part(100 + i), Part(200 + i));
            var painted = painter.Paint(good, other, new KeyedRandom(9, i)).Picture;
            wins += Highest(encoder, painted) > Highest(encoder, good) ? 1 : 0;
            count++;
        }

        wins.ShouldBeGreaterThan(count * 3 / 4);
    }

    [Fact]
    public void Scoring_normalises_by_statistics_of_the_final_weights()
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        new LearnedEncoderTrainer(ToyParts.Training(2) with { UseBFloat16 = false }, TimeProvider.System).Train(encoder, ToyParts.Pictures());
        var options = ToyParts.Training(2) with { Seed = 77 };
        var views = new PaintedBatches(ToyParts.Pictures(), options, new LearnedEncoderOptions { HalfScale = false }).Draw(0, 0, 64).ToTensors().Views;

        views = views.sub(views.mean([2, 3], keepdim: true));
        views = views.mul(views.square().mean([2, 3], keepdim: true).add(1e-4).pow(-0.5));

        var scoring = encoder.Encode(views)[^1];
        encoder.train();
        var training = encoder.Logits(views, null).detach();

        var spread = TensorSamples.Values(training.sub(training.mean()).square().mean().sqrt())[0];
        TensorSamples.Values(training.sub(scoring).square().mean().sqrt())[0].ShouldBeLessThan(0.5 * spread);
    }

    [Fact]
    public void A_time_budget_ends_the_run_and_progress_tells_its_share()
    {
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        var told = new List<LearnedEncoderProgress>();
        var options = ToyParts.Training(1) with { Steps = null, Minutes = 1 };

        var summary = new LearnedEncoderTrainer(options, new Clock(TimeSpan.FromSeconds(2)))
            .Train(encoder, ToyParts.Pictures(), progress: new Told(told.Add));

        summary.Steps.ShouldBe(told.Count);
        told.Count.ShouldBeInRange(5, 30);
        told[^1].Share.ShouldBeInRange(0.9, 1);
        told.Select(p => p.Share).ShouldBeInOrder();
    }

    [Fact]
    public void A_run_stops_when_asked_to()
    {
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        using var source = new CancellationTokenSource();
        var steps = 0;

        Should.Throw<OperationCanceledException>(() => new LearnedEncoderTrainer(ToyParts.Training(1000), TimeProvider.System).Train(
            encoder,
            ToyParts.Pictures(),
            null,
            new Told(p =>
            {
                steps = p.Step;
                source.Cancel();
            }),
            source.Token));

        steps.ShouldBe(1);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_run_and_names_the_layer()
    {
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        using (no_grad())
        {
            encoder.state_dict()["stem.scale"].fill_(double.NaN);
        }

        var failure = Should.Throw<NonFiniteLossException>(() =>
            new LearnedEncoderTrainer(ToyParts.Training(5), TimeProvider.System).Train(encoder, ToyParts.Pictures()));

        failure.Step.ShouldBe(0);
        failure.Layer.ShouldBe("stem.scale");
        failure.CheckpointPath.ShouldBeNull();
        failure.Message.ShouldBe("Training stopped at step 0: 'stem.scale' is no longer finite. Train with another seed.");
    }

    [Fact]
    public void Faulty_options_and_pictures_of_other_channels_are_refused()
    {
        Should.Throw<OptionsException>(() => new LearnedEncoderTrainer(new() { BatchSize = 10, ShareSize = 4 }, TimeProvider.System))
            .Message.ShouldContain("ShareSize");
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        Should.Throw<ArgumentException>(() =>
            new LearnedEncoderTrainer(ToyParts.Training(1), TimeProvider.System).Train(encoder, ToyParts.Pictures(3)));
        Should.Throw<ArgumentException>(() => new LearningPictures([new byte[60 * 64]], 1, 60, 64));
    }

    private static double[] Weights(int channels, bool useBFloat16, long seed)
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(ToyParts.Small(channels), 1);
        new LearnedEncoderTrainer(ToyParts.Training(3) with { Seed = seed, UseBFloat16 = useBFloat16 }, TimeProvider.System)
            .Train(encoder, ToyParts.Pictures(channels));
        return [.. encoder.state_dict().OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(t => TensorSamples.Values(t.Value))];
    }

    private static Picture Part(int seed) =>
        Picture.FromPixels(TensorSamples.Picture(new KeyedRandom(seed), 1, 64, 96), 1, 64, 96);

    private static float Highest(LearnedEncoder encoder, Picture picture)
    {
        using var scope = NewDisposeScope();
        return encoder.Encode(tensor(picture.Values, [1, 1, picture.Height, picture.Width]))[^1].amax([0, 1, 2, 3]).item<float>();
    }

    private sealed class Told(Action<LearnedEncoderProgress> use) : IProgress<LearnedEncoderProgress>
    {
        public void Report(LearnedEncoderProgress value) => use(value);
    }

    // Goes on by the same amount each time that it is read.
    private sealed class Clock(TimeSpan tick) : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now += tick.Ticks;
    }
}
