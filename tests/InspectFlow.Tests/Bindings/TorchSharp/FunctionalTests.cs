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
    public void A_convolution_is_a_product_with_the_unfolded_image()
    {
        using var scope = NewDisposeScope();
        var image = Image(2, 3, 8, 9);
        var weight = Image(4, 3, 3, 3);

        var direct = F.conv2d(image, weight, strides: [2, 2], padding: [1, 1]);
        var columns = F.unfold(image, 3, padding: 1, stride: 2);
        var product = weight.view(4, 27).matmul(columns).view(direct.shape);

        direct.allclose(product, atol: 1e-4).ShouldBeTrue();
        F.conv2d_padding(image, weight, padding: Padding.Same).shape.ShouldBe([2L, 4L, 8L, 9L]);
    }

    [Fact]
    public void Shuffled_pixels_return()
    {
        using var scope = NewDisposeScope();
        var image = Image(2, 3, 4, 6);

        F.pixel_shuffle(F.pixel_unshuffle(image, 2), 2).Equals(image).ShouldBeTrue();
    }

    [Fact]
    public void Areas_are_averaged_and_nearest_pixels_repeated()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new float[] { 1, 3, 5, 7 }, [1, 1, 2, 2]);

        F.interpolate(image, [1, 1], mode: InterpolationMode.Area).item<float>().ShouldBe(4);
        F.interpolate(image, scale_factor: [2, 2]).data<float>().ToArray().ShouldBe([1, 1, 3, 3, 1, 1, 3, 3, 5, 5, 7, 7, 5, 5, 7, 7]);
        F.interpolate(image, [3, 3], mode: InterpolationMode.Bilinear, align_corners: true)[0, 0, 1, 1].item<float>().ShouldBe(4);
        F.interpolate(image, [4, 4], mode: InterpolationMode.Bicubic, align_corners: false).shape.ShouldBe([1L, 1L, 4L, 4L]);
        F.avg_pool2d(image, 2).item<float>().ShouldBe(4);
        F.max_pool2d(image, 2).item<float>().ShouldBe(7);
        F.adaptive_avg_pool2d(image, 1).item<float>().ShouldBe(4);
    }

    [Fact]
    public void Borders_follow_their_mode()
    {
        using var scope = NewDisposeScope();
        var row = tensor(new float[] { 1, 2, 3 }, [1, 1, 3]);
        float[] Padded(PaddingModes mode, double value = 0) => F.pad(row, (1, 2), mode, value).data<float>().ToArray();

        Padded(PaddingModes.Constant, 9).ShouldBe([9, 1, 2, 3, 9, 9]);
        Padded(PaddingModes.Reflect).ShouldBe([2, 1, 2, 3, 2, 1]);
        Padded(PaddingModes.Replicate).ShouldBe([1, 1, 2, 3, 3, 3]);
        Padded(PaddingModes.Circular).ShouldBe([3, 1, 2, 3, 1, 2]);
    }

    [Fact]
    public void Normalisations_leave_mean_zero_and_deviation_one()
    {
        using var scope = NewDisposeScope();
        var x = Image(8, 4, 5, 5) * 3 + 2;

        foreach (var y in new[] { F.batch_norm(x, null, null, training: true).transpose(0, 1).flatten(1), F.group_norm(x, 2).view(16, -1), F.layer_norm(x, [5, 5]).flatten(0, 1).flatten(1) })
        {
            y.mean([1]).abs().max().item<float>().ShouldBeLessThan(1e-4f);
            y.std(1, unbiased: false).sub(1).abs().max().item<float>().ShouldBeLessThan(1e-3f);
        }
        F.normalize(x, dim: 1).square().sum(1).allclose(ones(8, 5, 5)).ShouldBeTrue();
    }

    [Fact]
    public void Activations_have_their_textbook_values()
    {
        using var scope = NewDisposeScope();
        double[] inputs = [-2, 0, 3];
        var x = tensor(inputs);
        double[] Of(Func<Tensor, Tensor> activation) => activation(x).data<double>().ToArray();

        Of(v => F.relu(v)).ShouldBe([0, 0, 3]);
        Of(v => F.softplus(v))[1].ShouldBe(Math.Log(2), 1e-12);
        Of(F.logsigmoid)[0].ShouldBe(-Math.Log(1 + Math.Exp(2)), 1e-12);
        Of(v => F.silu(v))[2].ShouldBe(3 / (1 + Math.Exp(-3)), 1e-12);
        Of(F.gelu)[2].ShouldBe(2.99595030590511, 1e-9);
    }

    [Fact]
    public void Losses_have_their_textbook_values()
    {
        using var scope = NewDisposeScope();
        var logits = zeros(1, 2, float64);

        F.cross_entropy(logits, tensor(new long[] { 1 })).item<double>().ShouldBe(Math.Log(2), 1e-12);
        F.binary_cross_entropy_with_logits(logits, ones_like(logits)).item<double>().ShouldBe(Math.Log(2), 1e-12);
        F.mse_loss(logits, logits + 2, nn.Reduction.Sum).item<double>().ShouldBe(8);
    }

    private static Tensor Image(params long[] shape)
    {
        using var random = new Generator(1);
        return randn(shape, generator: random);
    }
}
