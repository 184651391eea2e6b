using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features.Learning;

public sealed class PaintedLossTests
{
    [Fact]
    public void Right_logits_cost_nothing_wrong_ones_much_and_unsure_ones_something()
    {
        using var scope = NewDisposeScope();
        var masks = zeros(2, 1, 32, 32);
        masks.narrow(0, 0, 1).narrow(2, 4, 8).narrow(3, 6, 10).fill_(1);
        var right = nn.functional.max_pool2d(masks, 2).sub(0.5).mul(40);

        Loss(right, masks).ShouldBe(0, 1e-3);
        Loss(right.neg(), masks).ShouldBeGreaterThan(10);
        Loss(zeros(2, 1, 16, 16), masks).ShouldBeInRange(1, 5);
    }

    [Fact]
    public void One_painted_pixel_makes_its_position_painted()
    {
        using var scope = NewDisposeScope();
        var masks = zeros(1, 1, 32, 32);
        masks[0, 0, 5, 8] = ones(1)[0];
        var hit = ones(1, 1, 16, 16).mul(-20);
        hit[0, 0, 2, 4] = ones(1)[0].mul(20);
        var missed = ones(1, 1, 16, 16).mul(-20);

        Loss(hit, masks).ShouldBeLessThan(Loss(missed, masks) - 1);
    }

    private static double Loss(Tensor logits, Tensor masks) => PaintedLoss.Of(logits, masks).item<float>();
}
