using InspectFlow.Model;
using InspectFlow.Tests.Model.Features.Learning;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

[Collection(nameof(Alone))]
public sealed class FeatureFlowTests(FeatureFlowTests.Trained trained) : IClassFixture<FeatureFlowTests.Trained>
{
    private const int Size = FeatureModels.Size;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_likelihood_is_that_of_all_densities_and_the_map_divides_it_up_or_adds_up_the_views_each_in_its_spread(bool learned)
    {
        using var scope = NewDisposeScope();
        var flow = trained.Flow(learned);

        var output = flow.Forward(Input(FeatureModels.Pictures(3, 7)), withMap: true);

        output.LogPriorPerScale.Count.ShouldBe(flow.Views.Count + 1);
        output.Dequantisation.ShouldBe(0);
        TensorSamples.Values(output.LogDet).ShouldBe([0, 0, 0]);
        output.Map!.shape.ShouldBe([3, 64, 64]);
        var nll = TensorSamples.Values(FlowLikelihood.Nll(output));
        for (var i = 0; i < 3; i++)
        {
            var scales = output.LogPriorPerScale.Sum(p => TensorSamples.Values(p)[i]);
            nll[i].ShouldBe(-scales, 1e-5 * Math.Abs(scales));
            if (!learned)
            {
                TensorSamples.Values(output.Map[i]).Sum().ShouldBe(nll[i], 1e-4 * Math.Abs(nll[i]));
            }
        }

        // Each view's part of it is the density of that view's columns, the last one that of the whole.
        var picture = flow.Measure(Input(FeatureModels.Pictures(1, 7)));
        var spreads = learned ? TensorSamples.Values(flow.state_dict()["spreads"]) : [64];
        spreads.Length.ShouldBe(flow.Views.Count);
        var share = learned ? 0 : -TensorSamples.Values(output.LogPriorPerScale[^1])[0] / Size;
        var map = Enumerable.Repeat(share, Size).ToArray();
        for (var v = 0; v < flow.Views.Count; v++)
        {
            var density = flow.Density(picture, v);
            spreads[v].ShouldBeGreaterThanOrEqualTo(1);
            var enlarged = TensorSamples.Values(FeatureGrid.Enlarge(density.neg(), 64, 64));
            map = [.. map.Zip(enlarged, (sum, nats) => sum + (nats / spreads[v]))];
            density.shape.ShouldBe([64 / flow.Views[v].Stride, 64 / flow.Views[v].Stride]);
            TensorSamples.Values(density).Sum().ShouldBe(TensorSamples.Values(output.LogPriorPerScale[v])[0], 1e-2);
        }

        TensorSamples.Values(output.Map[0]).ShouldBe(map, 1e-3);
        TensorSamples.Values(flow.WholeDensity(picture))[0].ShouldBe(TensorSamples.Values(output.LogPriorPerScale[^1])[0]);
        TensorSamples.Values(flow.Forward(Input(FeatureModels.Pictures(1, 7))).LogPrior)[0].ShouldBe(TensorSamples.Values(output.LogPrior)[0]);
    }

    [Fact]
    public void The_whole_is_what_a_density_for_each_encoder_says_of_its_own_statistics()
    {
        using var scope = NewDisposeScope();
        var flow = trained.Flow(learned: true);
        var picture = flow.Measure(Input(FeatureModels.Pictures(1, 7)));
        var wholes = flow.modules().OfType<WhiteningFlow>().Take(2).ToList();
        var sizes = flow.modules().OfType<FeatureEncoder>().Select(e => e.PooledSize).ToList();
        wholes.Select(w => w.Dimensions).ShouldBe(sizes);
        var statistics = SquareRoots.Of(picture.Statistics).unsqueeze(1);
        var parts = new[] { statistics.narrow(0, 0, sizes[0]), statistics.narrow(0, sizes[0], sizes[1]) };

        var densities = parts.Zip(wholes, (part, whole) => TensorSamples.Values(whole.Forward(part).LogDensity)[0]).ToList();

        TensorSamples.Values(flow.WholeDensity(picture))[0].ShouldBe(densities.Sum(), 1e-5 * Math.Abs(densities.Sum()));
        densities.ShouldAllBe(d => d != 0);
        flow.LatentDimensions.ShouldBe(wholes.Sum(w => w.DirectionCount));
    }

    [Theory]
    [InlineData(false, "fp32")]
    [InlineData(true, "fp32")]
    [InlineData(true, "fp64")]
    public void A_picture_scores_the_same_alone_in_a_batch_with_any_threads_and_from_its_bundle(bool learned, string precision)
    {
        using var folder = new TempFolder();
        var flow = trained.Flow(learned);
        var bundle = FeatureModels.Save(folder.File("model.safetensors"), flow);
        bundle.Metadata.Architecture.Features!.WholeDirections.ShouldBe(16);
        var pixels = FeatureModels.Pictures(3, 7);
        using var one = new FlowScorer(bundle, new() { Threads = 1, Precision = precision });
        using var two = new FlowScorer(bundle, new() { Threads = 2, BatchSize = 2, Precision = precision });

        var together = one.Score(pixels, 3);

        var alone = Enumerable.Range(0, 3).Select(i => one.Score(pixels.AsSpan(i * Size, Size), 1)[0]).ToList();
        foreach (var (score, other) in together.Concat(together).Zip(alone.Concat(two.Score(pixels, 3))))
        {
            (other.Nll, other.LastScaleNll, other.LatentDistance).ShouldBe((score.Nll, score.LastScaleNll, score.LatentDistance));
            other.Map!.ShouldBe(score.Map!);
            other.Map!.Distinct().Count().ShouldBeGreaterThan(1);
        }

        // The flow that was saved says the same but for rounding: it is not folded, and torch's width is another here.
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var output = flow.Forward(Input(pixels), withMap: true);
        var tolerance = 1e-4 * Math.Abs(together[0].Nll);
        TensorSamples.Values(FlowLikelihood.Nll(output)).ShouldBe(together.Select(s => s.Nll), tolerance);
        TensorSamples.Values(output.Map!).ShouldBe(together.SelectMany(s => s.Map!).Select(v => (double)v), 1e-2);
    }

    [Fact]
    public void In_bfloat16_the_network_alone_is_less_exact_and_a_picture_still_scores_the_same_in_any_company()
    {
        using var folder = new TempFolder();
        var bundle = FeatureModels.Save(folder.File("model.safetensors"), trained.Flow(learned: true));
        var pixels = FeatureModels.Pictures(3, 7);
        using var exact = new FlowScorer(bundle, new() { Threads = 1 });
        using var fast = new FlowScorer(bundle, new() { Threads = 2, Precision = FlowScorerOptions.Bf16 });

        var (exactly, together) = (exact.Score(pixels, 3), fast.Score(pixels, 3));

        for (var i = 0; i < 3; i++)
        {
            fast.Score(pixels.AsSpan(i * Size, Size), 1)[0].Nll.ShouldBe(together[i].Nll);
            together[i].Nll.ShouldNotBe(exactly[i].Nll);
            together[i].Nll.ShouldBe(exactly[i].Nll, 0.05 * Math.Abs(exactly[i].Nll));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Steps_and_seed_decide_every_weight_whatever_the_threads(bool learned)
    {
        using var again = FeatureModels.Train(learned, threads: 1);
        using var other = FeatureModels.Train(learned, seed: 2);
        using var scope = NewDisposeScope();
        var first = trained.Flow(learned).state_dict();
        var second = again.state_dict();
        second.Keys.ShouldBe(first.Keys);
        second.ShouldAllBe(p => p.Value.Equals(first[p.Key]));
        other.state_dict().ShouldContain(p => !p.Value.Equals(first[p.Key]));
    }

    [Fact]
    public void Once_it_has_taken_in_the_select_pictures_it_finds_them_likelier_than_others()
    {
        using var scope = NewDisposeScope();
        using var flow = FeatureModels.Train(learned: false, select: 10);
        double Mean(long seed) => FeatureModels.Pictures(10, seed).Chunk(Size)
            .Average(p => -TensorSamples.Values(flow.WholeDensity(flow.Measure(Input(p))))[0]);
        var before = Mean(9) - Mean(2);

        flow.Complete();

        (Mean(9) - Mean(2)).ShouldBeGreaterThan(Math.Max(0, before));
    }

    [Fact]
    public void Each_select_picture_that_it_has_taken_in_counts_for_as_much_as_one_it_was_fitted_to()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var blank = Enumerable.Repeat((byte)128, Size).ToArray();
        using var flow = new FeatureTrainer(new TrainingOptions { Steps = 1 }, TimeProvider.System, threads: 1)
            .Train(FeatureModels.Architecture(learned: false), null, FeatureModels.Pictures(12, 1), [.. blank, .. blank, .. blank]).Flow;
        double[] Mean() => TensorSamples.Values(flow.state_dict()["densities.0.mean"]);
        var fitted = Mean();
        var flat = TensorSamples.Values(FeatureGrid.Columns(flow.Measure(Input(blank)).Maps, flow.Views[0], FeatureModels.Side, FeatureModels.Side).mean([1]));
        flat.Zip(fitted, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(0.1);

        flow.Complete();

        // Three of fifteen pictures.
        Mean().ShouldBe(fitted.Zip(flat, (textured, plain) => (0.8 * textured) + (0.2 * plain)), 0.01);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_square_painted_on_a_good_picture_raises_the_map_there(bool learned)
    {
        using var scope = NewDisposeScope();
        var flow = trained.Flow(learned);
        var good = FeatureModels.Pictures(1, 7);
        var bad = (byte[])good.Clone();
        for (var i = 0; i < Size; i++)
        {
            bad[i] = i / 64 is >= 24 and < 40 && i % 64 is >= 16 and < 32 ? (byte)(((i / 64) + (i % 64)) % 2 * 255) : bad[i];
        }

        var map = TensorSamples.Values(flow.Forward(Input([.. good, .. bad]), withMap: true).Map!);

        map[Size..].Max().ShouldBeGreaterThan(map[..Size].Max());
        var raised = map[Size..].Zip(map[..Size], (odd, plain) => odd - plain).ToArray();
        double Mean(bool inside) => Enumerable.Range(0, Size)
            .Where(i => (i / 64 is >= 24 and < 40 && i % 64 is >= 16 and < 32) == inside).Average(i => raised[i]);
        Mean(inside: true).ShouldBeGreaterThan(Math.Max(0, 2 * Mean(inside: false)));
    }

    [Fact]
    public void Without_select_pictures_it_is_fitted_all_the_same()
    {
        using var scope = NewDisposeScope();
        using var flow = FeatureModels.Train(learned: false, select: 0);
        TensorSamples.Values(flow.Forward(Input(FeatureModels.Pictures(2, 7)), withMap: true).Map!).ShouldAllBe(v => double.IsFinite(v));
    }

    [Fact]
    public void Views_are_the_logit_and_the_features_of_each_encoder_but_of_a_dictionary_only_where_there_is_no_other()
    {
        trained.Flow(learned: false).Views.Select(v => (v.Name, v.Stride, v.IsLogit)).ShouldBe([("texture", 8, false)]);
        var views = trained.Flow(learned: true).Views;
        views.Select(v => (v.Name, v.Stride, v.IsLogit)).ShouldBe([("logit", 2, true), ("painted", 8, false)]);
        views[0].Layers.ShouldBe([6]);
        views[1].Layers.ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public void A_logit_at_half_size_is_a_view_of_its_own()
    {
        using var encoder = new LearnedEncoder(ToyParts.Small() with { HalfScale = true }, 1);
        FeatureView.Of([encoder]).Select(v => (v.Name, v.Stride, v.IsLogit))
            .ShouldBe([("logit", 2, true), ("half-logit", 4, true), ("painted", 8, false)]);
    }

    [Fact]
    public void Tensors_are_released_with_the_call()
    {
        using var scope = NewDisposeScope();
        var flow = trained.Flow(learned: true);
        var x = Input(FeatureModels.Pictures(2, 7));
        Run();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);

        void Run()
        {
            using var inner = NewDisposeScope();
            flow.Forward(x, withMap: true).Map.ShouldNotBeNull();
        }
    }

    [Fact]
    public void It_neither_gives_pictures_back_nor_takes_others()
    {
        using var scope = NewDisposeScope();
        var flow = trained.Flow(learned: false);
        Should.Throw<NotSupportedException>(() => flow.Inverse([]));
        Should.Throw<ArgumentException>(() => flow.Forward(zeros(1, 1, 64, 96)));
    }

    [Fact]
    public void Training_stops_when_it_is_told_to() =>
        Should.Throw<OperationCanceledException>(() => new FeatureTrainer(new TrainingOptions { Steps = 3 }, TimeProvider.System, 1)
            .Train(FeatureModels.Architecture(learned: false), null, FeatureModels.Pictures(4, 1), [], ct: new(canceled: true)));

    private static Tensor Input(byte[] pixels) =>
        FlowLikelihood.ToInput(PixelBatch.ToTensor(pixels, FeatureModels.Architecture(learned: false), CPU));

    /// <summary>One flow of either kind for all tests, which only read it.</summary>
    public sealed class Trained : IDisposable
    {
        // Outside of any test's dispose scope, which would take their weights along.
        private readonly FeatureFlow plain = FeatureModels.Train(learned: false);
        private readonly FeatureFlow painted = FeatureModels.Train(learned: true);

        public FeatureFlow Flow(bool learned) => learned ? painted : plain;

        public void Dispose()
        {
            plain.Dispose();
            painted.Dispose();
        }
    }
}
