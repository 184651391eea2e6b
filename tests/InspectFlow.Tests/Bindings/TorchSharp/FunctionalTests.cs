using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace InspectFlow.Tests.Bindings.Torch;

public sealed class FunctionalTests
{
    [Fact]
    public void Sampling_by_the_identity_map_gives_the_image_back()
    {
        using var scope = NewDisposeScope();
        var image = Image(2, 3, 7, 5);
        var identity = tensor(new float[] { 1, 0, 0, 0, 1, 0 }, [1, 2, 3]).expand(2, 2, 3);

        var grid = F.affine_grid(identity, image.shape, align_corners: false);
        var sampled = F.grid_sample(image, grid, padding_mode: GridSamplePaddingMode.Border, align_corners: false);

        sampled.allclose(image, atol: 1e-5).ShouldBeTrue();
    }

    [Fact]
    public void Samples_outside_the_image_follow_the_padding_mode()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new float[] { 1, 2, 3 }, [1, 1, 1, 3]);
        var outside = tensor(new float[] { 2, 0 }, [1, 1, 1, 2]);

        F.grid_sample(image, outside, align_corners: true).item<float>().ShouldBe(0);
        F.grid_sample(image, outside, padding_mode: GridSamplePaddingMode.Border, align_corners: true).item<float>().ShouldBe(3);
        F.grid_sample(image, outside, padding_mode: GridSamplePaddingMode.Reflection, align_corners: true).item<float>().ShouldBe(2);
    }

    [Fact]
    public void Borders_follow_their_mode()
    {
        using var scope = NewDisposeScope();
        var row = tensor(new float[] { 1, 2, 3 }, [1, 1, 3]);
        float[] Padded(PaddingModes mode, double value = 0) => F.pad(row, [1, 2], mode, value).data<float>().ToArray();

        Padded(PaddingModes.Constant, 9).ShouldBe([9, 1, 2, 3, 9, 9]);
        Padded(PaddingModes.Reflect).ShouldBe([2, 1, 2, 3, 2, 1]);
        Padded(PaddingModes.Replicate).ShouldBe([1, 1, 2, 3, 3, 3]);
        Padded(PaddingModes.Circular).ShouldBe([3, 1, 2, 3, 1, 2]);
    }

    [Fact]
    public void Activations_have_their_textbook_values()
    {
        using var scope = NewDisposeScope();
        double[] inputs = [-2, 0, 3];
        var x = tensor(inputs);
        double[] Of(Func<Tensor, Tensor> activation) => activation(x).data<double>().ToArray();

        Of(v => F.relu(v)).ShouldBe([0, 0, 3]);
        Of(v => F.silu(v))[2].ShouldBe(3 / (1 + Math.Exp(-3)), 1e-12);
    }

    [Fact]
    public void A_pooled_area_is_its_mean()
    {
        using var scope = NewDisposeScope();

        F.avg_pool2d(tensor(new float[] { 1, 3, 5, 7 }, [1, 1, 2, 2]), 2).item<float>().ShouldBe(4);
    }

    [Fact]
    public void A_pooled_area_is_its_greatest_value_and_borders_count_for_nothing()
    {
        using var scope = NewDisposeScope();

        var pooled = F.max_pool2d(tensor(new float[] { -4, -3, -2, -1 }, [1, 1, 2, 2]), 3, stride: 2, padding: 1);

        pooled.shape.ShouldBe([1, 1, 1, 1]);
        pooled.item<float>().ShouldBe(-1);
    }

    [Fact]
    public void The_clipped_rectifier_works_in_place()
    {
        using var scope = NewDisposeScope();
        var values = tensor(new float[] { -1, 5, 7 });

        values.relu6_().data<float>().ToArray().ShouldBe([0, 5, 6]);
        values.data<float>().ToArray().ShouldBe([0, 5, 6]);
    }

    private static Tensor Image(params long[] shape)
    {
        using var random = new Generator(1);
        return randn(shape, generator: random);
    }
}
