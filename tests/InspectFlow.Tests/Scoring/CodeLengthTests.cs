using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class CodeLengthTests
{
    private const int Side = 128;
    private const int Size = Side * Side;

    [Theory]
    [InlineData(0)]
    [InlineData(77)]
    [InlineData(255)]
    public void A_constant_image_takes_next_to_nothing(byte level)
    {
        var pixels = new byte[Size];
        Array.Fill(pixels, level);
        (CodeLength.Bits(pixels, 1, Side, Side) / Size).ShouldBeInRange(0, 0.02);
    }

    [Fact]
    public void Uniform_noise_takes_eight_bits_a_pixel() =>
        (CodeLength.Bits(Noise(1), 1, Side, Side) / Size).ShouldBeInRange(7.98, 8.06);

    [Fact]
    public void Gaussian_noise_takes_little_more_than_its_entropy()
    {
        var random = new KeyedRandom(2);
        var pixels = Pixels(i => 128 + (6 * random.NextGaussian()));
        var entropy = 0.5 * Math.Log2(2 * Math.PI * Math.E * 36);
        (CodeLength.Bits(pixels, 1, Side, Side) / Size).ShouldBeInRange(entropy - 0.02, entropy + 0.3);
    }

    [Fact]
    public void A_smooth_image_takes_less_than_a_busy_one_and_a_busy_one_less_than_noise()
    {
        var random = new KeyedRandom(3);
        var smooth = CodeLength.Bits(Pixels(i => 100 + (40 * Math.Sin(i % Side / 20.0)) + (i / Side * 0.3)), 1, Side, Side);
        var busy = CodeLength.Bits(Pixels(i => 100 + (40 * Math.Sin(i % Side / 2.0)) + (5 * random.NextGaussian())), 1, Side, Side);
        smooth.ShouldBeLessThan(0.35 * busy);
        busy.ShouldBeLessThan(0.8 * CodeLength.Bits(Noise(4), 1, Side, Side));
    }

    [Fact]
    public void A_colour_plane_that_repeats_another_is_nearly_free()
    {
        var plane = Noise(5);
        var one = CodeLength.Bits(plane, 1, Side, Side);
        CodeLength.Bits([.. plane, .. plane, .. plane], 3, Side, Side).ShouldBeInRange(one, 1.05 * one);
    }

    [Fact]
    public void Colour_planes_that_have_nothing_in_common_cost_what_they_cost_alone()
    {
        var (a, b) = (Noise(6), Noise(7));
        var alone = CodeLength.Bits(a, 1, Side, Side) + CodeLength.Bits(b, 1, Side, Side);
        CodeLength.Bits([.. a, .. b], 2, Side, Side).ShouldBeInRange(0.99 * alone, 1.01 * alone);
    }

    // These figures follow from the definition of the code; a change of any of them changes every stored complexity score.
    [Fact]
    public void The_length_is_the_same_on_every_machine()
    {
        double[] lengths =
        [
            CodeLength.Bits(Noise(8), 1, Side, Side),
            CodeLength.Bits(Gradient(), 1, Side, Side),
            CodeLength.Bits([.. Gradient(), .. Noise(8)], 2, Side, Side),
        ];
        lengths.ShouldBe([131461.1272726059, 20372.191737174988, 151791.87732982635]);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1, 9)]
    [InlineData(3, 9, 1)]
    [InlineData(3, 2, 2)]
    public void Any_shape_can_be_measured(int channels, int height, int width)
    {
        var pixels = Noise(9)[..(channels * height * width)];
        CodeLength.Bits(pixels, channels, height, width).ShouldBeInRange(0.5, 16 * pixels.Length);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused()
    {
        Should.Throw<ArgumentException>(() => CodeLength.Bits(new byte[10], 1, 3, 3));
        Should.Throw<ArgumentException>(() => CodeLength.Bits([], 1, 0, 3));
    }

    private static byte[] Gradient()
    {
        var pixels = new byte[Size];
        for (var i = 0; i < Size; i++)
        {
            pixels[i] = (byte)((i % Side) + (i / Side) + (i * 7 % 11));
        }

        return pixels;
    }

    private static byte[] Pixels(Func<int, double> level) =>
        [.. Enumerable.Range(0, Size).Select(i => (byte)Math.Clamp(Math.Round(level(i)), 0, 255))];

    private static byte[] Noise(long seed)
    {
        var random = new KeyedRandom(seed);
        return [.. Enumerable.Range(0, Size).Select(_ => (byte)random.NextInt(256))];
    }
}
