using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model;

public sealed class FlowLikelihoodTests
{
    [Fact]
    public void Without_noise_the_input_is_the_middle_of_each_level()
    {
        using var scope = NewDisposeScope();
        var x = FlowLikelihood.ToInput(tensor(new byte[] { 0, 128, 255 }, [1, 1, 1, 3]));
        x.dtype.ShouldBe(ScalarType.Float32);
        TensorSamples.Values(x).ShouldBe([(0.5 / 256) - 0.5, (128.5 / 256) - 0.5, (255.5 / 256) - 0.5]);
    }

    [Fact]
    public void Noise_never_carries_a_level_into_the_next()
    {
        using var scope = NewDisposeScope();
        var architecture = new FlowArchitecture { Height = 256, Width = 256 };
        var noise = DequantisationNoise.Draw(1, [7], architecture);
        var pixels = full([1, 1, 256, 256], 255, ScalarType.Byte);

        var levels = TensorSamples.Values(FlowLikelihood.ToInput(pixels, noise)).Select(x => (x + 0.5) * 256).ToArray();
        levels.Min().ShouldBeGreaterThan(255);
        levels.Max().ShouldBeLessThan(256);
        levels.Zip(TensorSamples.Values(noise)).ShouldAllBe(pair => pair.First == 255 + pair.Second);
    }

    [Fact]
    public void Noise_is_uniform()
    {
        using var scope = NewDisposeScope();
        var values = TensorSamples.Values(DequantisationNoise.Draw(1, [7, 8], new FlowArchitecture()));
        var deviation = Math.Sqrt(1.0 / 12 / values.Length);
        values.Average().ShouldBe(0.5, 5 * deviation);
        values.Average(u => (u - 0.5) * (u - 0.5)).ShouldBe(1.0 / 12, 5 * Math.Sqrt(1.0 / 180 / values.Length));
        values.Zip(values.Skip(1)).Average(pair => (pair.First - 0.5) * (pair.Second - 0.5))
            .ShouldBe(0, 5.0 / 12 / Math.Sqrt(values.Length));
    }

    [Fact]
    public void Noise_follows_from_seed_image_and_draw_and_not_from_the_batch()
    {
        using var scope = NewDisposeScope();
        var architecture = new FlowArchitecture { Height = 4, Width = 4, Levels = 1 };
        double[] Draw(long seed, long key, long draw) =>
            TensorSamples.Values(DequantisationNoise.Draw(seed, [key], architecture, draw));

        var batch = TensorSamples.Values(DequantisationNoise.Draw(1, [3, 4, 5], architecture, 2));
        batch[16..32].ShouldBe(Draw(1, 4, 2));
        Draw(1, 4, 2).ShouldNotBe(Draw(2, 4, 2));
        Draw(1, 4, 2).ShouldNotBe(Draw(1, 5, 2));
        Draw(1, 4, 2).ShouldNotBe(Draw(1, 4, 3));
    }

    [Fact]
    public void Nats_and_bits_count_the_width_of_the_bins()
    {
        using var scope = NewDisposeScope();
        float[] logDets = [3, 4];
        float[] logPriors = [-10, -20];
        var output = new FlowOutput(
            [], tensor(logDets), tensor(logPriors), [], Map: null, Dimensions: 2);

        var nll = TensorSamples.Values(FlowLikelihood.Nll(output));
        nll.ShouldBe([7 + (2 * Math.Log(256)), 16 + (2 * Math.Log(256))], 1e-12);
        TensorSamples.Values(FlowLikelihood.BitsPerDim(output)).ShouldBe([8 + (3.5 / Math.Log(2)), 8 + (8 / Math.Log(2))], 1e-12);
        FlowLikelihood.BitsPerDim(nll[0], 2).ShouldBe(8 + (3.5 / Math.Log(2)), 1e-12);
    }
}
