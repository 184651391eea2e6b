using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Inference;

[Collection(nameof(Alone))] // One test measures the memory of the whole process.
public sealed class FlowScorerTests : IDisposable
{
    private static readonly FlowArchitecture Architecture = ToyImages.Architecture with { Channels = 3 };

    private readonly TempFolder folder = new();
    private readonly byte[] pixels = ToyImages.Stripes(11, Architecture);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_image_has_the_same_score_alone_in_any_batch_and_in_a_ragged_last_one()
    {
        using var scorer = Scorer(new() { BatchSize = 4, Device = "cpu" }, deviation: 0.05);
        var all = scorer.Score(pixels, 11);
        all.Count.ShouldBe(11);
        for (var i = 0; i < 11; i++)
        {
            var alone = scorer.Score(pixels.AsSpan(i * Architecture.Dimensions), 1)[0];
            ShouldBeSame(alone, all[i]);
        }

        var backwards = Enumerable.Range(0, 11).Reverse()
            .SelectMany(i => pixels[(i * Architecture.Dimensions)..((i + 1) * Architecture.Dimensions)]).ToArray();
        foreach (var (a, b) in scorer.Score(backwards, 11).Reverse().Zip(all))
        {
            ShouldBeSame(a, b);
        }
    }

    [Theory]
    [InlineData("fp32")]
    [InlineData("bf16")]
    public void The_number_of_threads_changes_no_score(string precision)
    {
        var many = ToyImages.Stripes(70, Architecture);
        using var one = Scorer(new() { Device = "cpu", Precision = precision, Threads = 1 }, deviation: 0.05);
        using var three = Scorer(new() { Device = "cpu", Precision = precision, Threads = 3 }, deviation: 0.05);
        foreach (var (a, b) in one.Score(many, 70).Zip(three.Score(many, 70)))
        {
            ShouldBeSame(a, b);
        }
    }

    [Fact]
    public void The_local_map_sums_to_the_score()
    {
        using var scorer = Scorer(new() { BatchSize = 4, Device = "cpu", Precision = "fp64" });
        foreach (var score in scorer.Score(pixels, 11))
        {
            score.Map!.Length.ShouldBe(64);
            score.Map.Sum(v => (double)v).ShouldBe(score.Nll, Math.Abs(score.Nll) * 1e-5);
            score.BitsPerDim.ShouldBe(score.Nll / (192 * Math.Log(2)), 1e-12);
        }

        scorer.Score(pixels, 11, withMaps: false).ShouldAllBe(s => s.Map == null);
    }

    [Fact]
    public void Single_and_double_precision_agree()
    {
        using var single = Scorer(new() { Device = "cpu" });
        using var both = Scorer(new() { Device = "cpu", Precision = "fp64" });
        foreach (var (a, b) in single.Score(pixels, 11).Zip(both.Score(pixels, 11)))
        {
            a.Nll.ShouldBe(b.Nll, 0.01);
            a.LastScaleNll.ShouldBe(b.LastScaleNll, 0.01);
            a.LastScale.ShouldBe(b.LastScale, 0.01);
            a.LatentDistance.ShouldBe(b.LatentDistance, 0.01);
            a.Pc1.ShouldBe(b.Pc1, 0.01);
            a.Pc2.ShouldBe(b.Pc2, 0.01);
        }
    }

    [Fact]
    public void Scores_in_bfloat16_stay_close_to_those_in_single_precision()
    {
        using var single = Scorer(new() { Device = "cpu" }, deviation: 0.05);
        using var half = Scorer(new() { Device = "cpu", Precision = "bf16" }, deviation: 0.05);
        foreach (var (a, b) in half.Score(pixels, 11).Zip(single.Score(pixels, 11)))
        {
            a.Nll.ShouldNotBe(b.Nll);
            a.Nll.ShouldBe(b.Nll, 2e-3 * Math.Abs(b.Nll));
            a.Map!.Sum(v => (double)v).ShouldBe(a.Nll, Math.Abs(a.Nll) * 1e-4);
        }
    }

    [Fact]
    public void The_fitting_images_lie_around_the_middle_with_unit_spread()
    {
        using var scorer = Scorer(new() { Device = "cpu", Precision = "fp64" });
        var scores = scorer.Score(pixels, 11);
        foreach (var place in new Func<ImageScore, double>[] { s => s.Pc1, s => s.Pc2 })
        {
            scores.Average(place).ShouldBe(0, 1e-3);
            scores.Sum(s => place(s) * place(s)).ShouldBe(10, 0.01);
        }

        scores.Sum(s => s.Pc1 * s.Pc2).ShouldBe(0, 1e-3);
        scores.ShouldAllBe(s => s.LatentDistance > 0);
    }

    [Fact]
    public void Memory_stays_level_over_many_batches()
    {
        using var scorer = Scorer(new() { BatchSize = 4, Device = "cpu" });
        void Batches(int count)
        {
            for (var i = 0; i < count; i++)
            {
                scorer.Score(pixels, 4);
            }
        }

        Batches(20);
        var (tensors, resident) = (scorer.LiveTensors, Environment.WorkingSet);
        Batches(180);
        scorer.LiveTensors.ShouldBe(tensors);
        (Environment.WorkingSet - resident).ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public void A_batch_that_is_too_short_is_refused()
    {
        using var scorer = Scorer(new() { Device = "cpu" });
        Should.Throw<ArgumentException>(() => scorer.Score(pixels, 12)).Message.ShouldStartWith("2112 bytes don't hold 12 images of 192.");
        scorer.Score(pixels, 0).ShouldBeEmpty();
    }

    [Fact]
    public void Scoring_stops_between_two_passes_and_the_scorer_goes_on_to_be_of_use()
    {
        using var scorer = Scorer(new() { Device = "cpu" });
        Should.Throw<OperationCanceledException>(() => scorer.Score(pixels, 11, ct: new(canceled: true)));
        scorer.Score(pixels, 11).Count.ShouldBe(11);
    }

    [Fact]
    public void A_device_that_is_not_there_is_an_error_not_a_slow_run()
    {
        Should.Throw<DeviceUnavailableException>(() => FlowDevice.Parse("cuda:97")).Message.ShouldStartWith("Device \"cuda:97\" is not available: ");
        Should.Throw<DeviceUnavailableException>(() => FlowDevice.Parse("tpu"));
        FlowDevice.Parse("cpu").type.ShouldBe(TorchSharp.DeviceType.CPU);
        FlowDevice.Parse("auto").ShouldNotBeNull();
    }

    [Fact]
    public void Options_that_cannot_work_are_all_named() =>
        Should.Throw<OptionsException>(() => Scorer(new() { BatchSize = 0, Device = "gpu", Precision = "fp8" }))
            .Errors.Select(e => e.Path).ShouldBe(["$.batchSize", "$.device", "$.precision"]);

    private static void ShouldBeSame(ImageScore a, ImageScore b)
    {
        (a with { Map = null }).ShouldBe(b with { Map = null });
        a.Map.ShouldBe(b.Map);
    }

    // Without a deviation the couplings are what they start as, the identity.
    private FlowScorer Scorer(FlowScorerOptions options, double deviation = 0)
    {
        using var flow = TensorSamples.Randomise(FlowFactory.Create(Architecture, seed: 2), new KeyedRandom(2), deviation);
        flow.eval();
        var reference = LatentReferenceBuilder.Build(
            flow, i => pixels.AsMemory(i * Architecture.Dimensions, Architecture.Dimensions), 11, seed: 1, batchSize: 4);
        ModelBundle.Save(folder.File("m"), flow, reference, new BundleMetadata { Architecture = Architecture });
        return new FlowScorer(ModelBundle.Load(folder.File("m")), options);
    }
}
