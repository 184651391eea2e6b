using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features.Learning;

public sealed class PaintedBatchesTests
{
    [Fact]
    public void A_view_at_half_size_shows_twice_as_much_as_one_at_full_size()
    {
        using var scope = NewDisposeScope();
        var options = ToyParts.Training(1) with { ViewSize = 96, CleanShare = 1, ExactShare = 1 };
        var pictures = ToyParts.Pictures();
        var halves = new PaintedBatches(pictures, options with { HalfScaleShare = 1 }, new LearnedEncoderOptions()).Draw(0, 0, 4).ToTensors().Views;

        // At this size each shows a whole picture.
        halves.shape.ShouldBe([4, 1, 32, 48]);
        var wholes = Enumerable.Range(0, pictures.Count)
            .Select(i => nn.functional.avg_pool2d(tensor(pictures.Plane(i, 0).ToArray().Select(v => (float)v).ToArray(), [1, 1, 64, 96]), 2))
            .ToList();
        for (var i = 0; i < 4; i++)
        {
            wholes.Max(w => Correlation(halves.narrow(0, i, 1), w)).ShouldBeGreaterThan(0.999);
        }
    }

    [Fact]
    public void Nothing_painted_is_lost_at_half_size()
    {
        using var scope = NewDisposeScope();
        var options = ToyParts.Training(1) with { ViewSize = 96, CleanShare = 0, ExactShare = 1, HalfScaleShare = 1 };
        var (views, masks) = new PaintedBatches(ToyParts.Pictures(), options, new LearnedEncoderOptions()).Draw(0, 0, 16).ToTensors();
        var clean = new PaintedBatches(ToyParts.Pictures(), options with { CleanShare = 1 }, new LearnedEncoderOptions()).Draw(0, 0, 16).ToTensors().Views;

        masks.shape.ShouldBe([16, 1, 32, 48]);
        TensorSamples.Values(masks).Distinct().Order().ShouldBe([0, 1]);
        TensorSamples.Values(masks.amax([1, 2, 3])).ShouldAllBe(m => m == 1);
        views.shape.ShouldBe(clean.shape);
        TensorSamples.Values(views).ShouldNotBe(TensorSamples.Values(clean));
    }

    [Fact]
    public void Views_of_both_sizes_are_drawn_in_their_share()
    {
        using var scope = NewDisposeScope();
        var pictures = ToyParts.Pictures();
        var options = ToyParts.Training(1) with { ViewSize = 32, CleanShare = 1 };

        double[][] Draw(double share) => [.. TensorSamples.Values(
            new PaintedBatches(pictures, options with { HalfScaleShare = share }, new LearnedEncoderOptions()).Draw(0, 0, 64).ToTensors().Views).Chunk(32 * 32)];
        var (full, mixed, half) = (Draw(0), Draw(0.5), Draw(1));

        Enumerable.Range(0, 64).Count(i => mixed[i].SequenceEqual(half[i])).ShouldBeInRange(20, 44);
        Enumerable.Range(0, 64).ShouldAllBe(i => mixed[i].SequenceEqual(half[i]) || mixed[i].SequenceEqual(full[i]));
    }

    [Fact]
    public void Pictures_without_an_exposure_of_their_own_keep_their_levels_however_much_of_them_is_black()
    {
        using var scope = NewDisposeScope();
        var few = new byte[64 * 96];
        few.AsSpan().Fill(255);
        few.AsSpan(3_000, 500).Clear();
        var options = ToyParts.Training(1) with { CleanShare = 1, ExactShare = 1 };
        var encoder = new LearnedEncoderOptions { OwnExposure = false, HalfScale = false };

        var views = new PaintedBatches(new LearningPictures([few], 1, 64, 96), options, encoder).Draw(0, 0, 32).ToTensors().Views;

        TensorSamples.Values(views).Distinct().Order().ShouldBe([-1, 1]);
    }

    private static double Correlation(Tensor a, Tensor b)
    {
        var (x, y) = (a.sub(a.mean()), b.sub(b.mean()));
        return TensorSamples.Values(x.mul(y).mean())[0] / Math.Sqrt(TensorSamples.Values(x.square().mean())[0] * TensorSamples.Values(y.square().mean())[0]);
    }
}
