using InspectFlow.Ingest;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class ClaheTests
{
    private static readonly PreprocessingOptions Equalized = new() { Width = 64, Height = 64, Clahe = new() { ClipLimit = 3, Tiles = 4 } };

    [Fact]
    public void A_gray_picture_is_equalised_as_OpenCV_does()
    {
        using var picture = TestImages.Gray(64, 64);
        using var clahe = CLAHE.Create(3, new Size(4, 4));
        using var expected = new Mat();
        clahe.Apply(picture, expected);
        expected.GetArray(out byte[] values);

        Prepare(picture, Equalized).ShouldBe(values);
    }

    [Fact]
    public void Colours_keep_their_hue_while_their_lightness_is_spread()
    {
        using var gray = TestImages.Gray(64, 64);
        using var flat = new Mat();
        gray.ConvertTo(flat, MatType.CV_8UC1, 0.1, 100);
        using var picture = new Mat();
        Cv2.Merge([flat, flat, flat], picture);

        var pixels = Prepare(picture, Equalized with { Color = ColorMode.Rgb });
        var plain = Prepare(picture, Equalized with { Color = ColorMode.Rgb, Clahe = null });

        Deviation(pixels[..4096]).ShouldBeGreaterThan(1.3 * Deviation(plain[..4096]));
        for (var i = 0; i < 4096; i++)
        {
            Math.Abs(pixels[i] - pixels[i + 4096]).ShouldBeLessThanOrEqualTo(2);
            Math.Abs(pixels[i] - pixels[i + 8192]).ShouldBeLessThanOrEqualTo(2);
        }
    }

    [Fact]
    public void Padding_stays_what_it_is_and_changes_nothing_inside()
    {
        using var picture = TestImages.Gray(64, 32);
        var options = Equalized with { Fit = FitMode.Pad, PadValue = 7 };

        var padded = Prepare(picture, options);

        padded[..(16 * 64)].ShouldAllBe(v => v == 7);
        padded[(16 * 64)..(48 * 64)].ShouldBe(Prepare(picture, options with { Height = 32 }));
    }

    [Theory]
    [InlineData(ColorMode.Gray)]
    [InlineData(ColorMode.Rgb)]
    public void Training_s_larger_picture_pools_to_what_a_scan_sees(ColorMode color)
    {
        using var bright = TestImages.Gray(256, 256);
        using var picture = new Mat();
        bright.ConvertTo(picture, MatType.CV_8UC1, 0.4, 70);
        var options = Equalized with { Color = color };
        var small = Prepare(picture, options);

        var large = Prepare(picture, options, scale: 2);

        var differences = new List<double>();
        for (var i = 0; i < small.Length; i++)
        {
            var at = (i / 4096 * 16384) + (i % 4096 / 64 * 256) + (i % 64 * 2);
            var pooled = (large[at] + large[at + 1] + large[at + 128] + large[at + 129]) / 4.0;
            differences.Add(Math.Abs(pooled - small[i]));
        }

        // Rounding alone; a picture equalised by itself would differ by its contrast.
        differences.Max().ShouldBeLessThanOrEqualTo(1.5);
    }

    [Fact]
    public void Options_out_of_range_are_named() =>
        Should.Throw<OptionsException>(() => new Preprocessor(new() { Clahe = new() { ClipLimit = 0, Tiles = 0 } }))
            .Errors.Select(e => e.Path).ShouldBe(["$.clahe.clipLimit", "$.clahe.tiles"], ignoreOrder: true);

    private static byte[] Prepare(Mat picture, PreprocessingOptions options, int scale = 1)
    {
        using var preprocessor = new Preprocessor(options);
        var pixels = new byte[options.CountBytes(scale)];
        preprocessor.Prepare(picture, pixels, scale);
        return pixels;
    }

    private static double Deviation(byte[] values)
    {
        var mean = values.Average(v => (double)v);
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
