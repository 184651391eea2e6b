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
        var half = new PaintedBatches(ToyParts.Pictures(), options with { HalfScaleShare = 1 }, withHalfScale: true).Draw(0, 0, 4);
        var full = new PaintedBatches(ToyParts.Pictures(), options, withHalfScale: false).Draw(0, 0, 4);

        // At that size both are of whole pictures, and the same draws choose them.
        half.Views.shape.ShouldBe([4, 1, 32, 48]);
        full.Views.shape.ShouldBe([4, 1, 64, 96]);
        var expected = nn.functional.avg_pool2d(full.Views, 2);
        Correlation(half.Views, expected).ShouldBeGreaterThan(0.999);
    }

    [Fact]
    public void Nothing_painted_is_lost_at_half_size()
    {
        using var scope = NewDisposeScope();
        var options = ToyParts.Training(1) with { ViewSize = 96, CleanShare = 0, ExactShare = 1, HalfScaleShare = 1 };
        var (views, masks) = new PaintedBatches(ToyParts.Pictures(), options, withHalfScale: true).Draw(0, 0, 16);
        var clean = new PaintedBatches(ToyParts.Pictures(), options with { CleanShare = 1 }, withHalfScale: true).Draw(0, 0, 16).Views;

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
        var options = ToyParts.Training(1) with { ViewSize = 32, CleanShare = 1, HalfScaleShare = 0.5 };

        // Means of four neighbours make smoother pictures.
        var views = new PaintedBatches(pictures, options, withHalfScale: true).Draw(0, 0, 64).Views;
        var fullOnly = new PaintedBatches(pictures, options with { HalfScaleShare = 0 }, withHalfScale: true).Draw(0, 0, 64).Views;

        views.shape.ShouldBe([64, 1, 32, 32]);
        Roughness(views).ShouldBeInRange(0, 0.97 * Roughness(fullOnly));
    }

    private static double Roughness(Tensor views) =>
        TensorSamples.Values(views.narrow(3, 1, views.shape[3] - 1).sub(views.narrow(3, 0, views.shape[3] - 1)).square().mean())[0];

    private static double Correlation(Tensor a, Tensor b)
    {
        var (x, y) = (a.sub(a.mean()), b.sub(b.mean()));
        return TensorSamples.Values(x.mul(y).mean())[0] / Math.Sqrt(TensorSamples.Values(x.square().mean())[0] * TensorSamples.Values(y.square().mean())[0]);
    }
}
