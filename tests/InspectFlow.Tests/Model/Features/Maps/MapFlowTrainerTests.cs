using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features.Maps;

[Collection(nameof(Alone))]
public sealed class MapFlowTrainerTests
{
    private const int Channels = 4;
    private const int Side = 8;
    private static readonly MapFlowOptions Options = new() { Channels = Channels, Steps = 2, Hidden = 12, Seed = 1 };

    [Fact]
    public void It_learns_what_neighbours_say_of_each_other()
    {
        using var flow = new MapFlow(Options);

        var summary = Train(flow, Smooth(40, 1), Smooth(10, 2), steps: 120);

        summary.Steps.ShouldBe(120);
        summary.Notice.ShouldBeNull();
        summary.KeptStep.ShouldBeGreaterThan(0);
        summary.KeptNll.ShouldBeLessThan(summary.WhitenedNll - 0.2);
        Nll(flow, Smooth(10, 2)).ShouldBe(summary.KeptNll, 1e-5);
        flow.training.ShouldBeFalse();
    }

    [Fact]
    public void It_learns_what_belongs_where()
    {
        // The sign of one feature is the half of the picture.
        static WhitenedMaps Halves(long seed) => Maps(30, seed, (random, c, y, x) => c == 0 ? (y < Side / 2 ? -1 : 1) + (0.1 * random.NextGaussian()) : random.NextGaussian());
        using var flow = new MapFlow(Options);
        Train(flow, Halves(1), Halves(2), steps: 150);
        var turned = Maps(10, 3, (random, c, y, x) => c == 0 ? (y < Side / 2 ? 1 : -1) + (0.1 * random.NextGaussian()) : random.NextGaussian());

        Nll(flow, turned).ShouldBeGreaterThan(Nll(flow, Halves(4)) + 0.2);
    }

    [Fact]
    public void Where_nothing_learned_suits_the_select_pictures_the_whitening_stays()
    {
        using var flow = new MapFlow(Options);
        var select = Maps(10, 2, (random, _, y, x) => 1.5 * random.NextGaussian() * ((y + x) % 2 == 0 ? 1 : -1));

        var summary = Train(flow, Smooth(3, 1), select, steps: 60);

        (summary.KeptStep, summary.KeptNll).ShouldBe((0, summary.WhitenedNll));
        summary.Notice.ShouldBeNull();
        Nll(flow, select).ShouldBe(summary.WhitenedNll, 1e-5);
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_learning_and_not_the_training_of_the_line_and_is_told()
    {
        // One picture of forty is broken; the actnorms start from eight others.
        using var flow = new MapFlow(Options);
        var (at, broken) = (0, 17 * Channels * Side * Side);
        var fit = Maps(40, 1, (random, _, _, _) => at++ == broken ? double.PositiveInfinity : random.NextGaussian());

        var summary = Train(flow, fit, Smooth(5, 2), steps: 60);

        summary.Steps.ShouldBeLessThan(60);
        summary.Notice!.ShouldStartWith($"The flow over maps learned for {summary.Steps} steps only: at the next its loss was no longer finite. It keeps ");
        (summary with { KeptStep = 0 }).Notice!.ShouldContain("It keeps the whitening that it started from.");
        (summary with { KeptStep = 4 }).Notice!.ShouldContain("It keeps its weights after step 4.");
        double.IsFinite(Nll(flow, Smooth(5, 2))).ShouldBeTrue();
    }

    [Fact]
    public void Without_select_pictures_the_last_average_is_kept()
    {
        using var flow = new MapFlow(Options);

        var summary = Train(flow, Smooth(20, 1), Maps(0, 0, (_, _, _, _) => 0), steps: 9);

        summary.KeptStep.ShouldBe(9);
        summary.KeptNll.ShouldBe(double.NaN);
        Nll(flow, Smooth(10, 2)).ShouldBeInRange(0, 2);
    }

    [Fact]
    public void Steps_and_seed_decide_every_weight_whatever_the_threads()
    {
        double[] Weights(int threads, long seed)
        {
            using var scope = NewDisposeScope();
            using var flow = new MapFlow(Options);
            Train(flow, Smooth(20, 1), Smooth(5, 2), steps: 5, threads, seed);
            return [.. flow.parameters().SelectMany(p => TensorSamples.Values(p.detach()))];
        }

        var weights = Weights(2, 1);
        Weights(1, 1).ShouldBe(weights);
        Weights(2, 2).ShouldNotBe(weights);
    }

    [Fact]
    public void A_picture_with_more_places_than_a_share_is_taken_whole()
    {
        using var flow = new MapFlow(Options);
        var options = new MapFlowTrainingOptions { Steps = 2, PlacesPerShare = 1 };
        new MapFlowTrainer(options, TimeProvider.System).Train(flow, Smooth(2, 1), Smooth(2, 2), 2, null, CancellationToken.None).Steps.ShouldBe(2);
    }

    private static MapFlowSummary Train(MapFlow flow, WhitenedMaps fit, WhitenedMaps select, int steps, int threads = 2, long seed = 1) =>
        new MapFlowTrainer(new MapFlowTrainingOptions { Steps = steps, Seed = seed, PlacesPerShare = 8 * Side * Side, LearningRate = 0.01, WarmUpSteps = 10 }, TimeProvider.System)
            .Train(flow, fit, select, threads, null, CancellationToken.None);

    private static double Nll(MapFlow flow, WhitenedMaps maps)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        return -flow.Forward(maps.Batch([.. Enumerable.Range(0, maps.Count)])).LogDensity.mean().item<float>() / Channels;
    }

    // Each feature is one of its own at each place, but that every second one follows the left neighbour's of the one before it.
    private static WhitenedMaps Smooth(int count, long seed)
    {
        var drawn = new double[Channels * Side * Side];
        return Maps(count, seed, (random, c, y, x) =>
        {
            var value = random.NextGaussian();
            var left = c % 2 == 1 && x > 0 ? drawn[((((c - 1) * Side) + y) * Side) + x - 1] : value;
            return drawn[(((c * Side) + y) * Side) + x] = (0.95 * left) + (Math.Sqrt(1 - (0.95 * 0.95)) * value);
        });
    }

    private static WhitenedMaps Maps(int count, long seed, Func<KeyedRandom, int, int, int, double> value) => new(
        Channels,
        Side,
        Side,
        [.. Enumerable.Range(0, count).Select(i =>
        {
            var random = new KeyedRandom(seed, i);
            return Enumerable.Range(0, Channels * Side * Side)
                .Select(k => (float)value(random, k / (Side * Side), k / Side % Side, k % Side)).ToArray();
        })]);
}
