using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Ingest;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class PreprocessorTests
{
    [Fact]
    public void A_picture_of_the_right_size_passes_through_unchanged()
    {
        using var picture = TestImages.Gray(6, 4);
        picture.GetArray(out byte[] expected);

        Prepare(picture, new() { Width = 6, Height = 4 }, out var content).ShouldBe(expected);
        content.ShouldBe(new ContentRectangle(0, 0, 6, 4));
    }

    [Fact]
    public void Colours_come_channel_after_channel_with_red_first()
    {
        using var picture = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));

        Prepare(picture, new() { Width = 2, Height = 2, Color = ColorMode.Rgb }, out _).ShouldBe([3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1]);
        Prepare(picture, new() { Width = 1, Height = 1, Color = ColorMode.Gray }, out _).ShouldBe([2]);
    }

    [Fact]
    public void A_gray_picture_fills_all_three_colours()
    {
        using var picture = new Mat(2, 2, MatType.CV_8UC1, Scalar.All(9));

        Prepare(picture, new() { Width = 1, Height = 1, Color = ColorMode.Rgb }, out _).ShouldBe([9, 9, 9]);
    }

    [Fact]
    public void Shrinking_averages_and_enlarging_stays_in_range()
    {
        using var picture = new Mat(2, 4, MatType.CV_8UC1);
        picture.SetArray<byte>(0, 100, 200, 200, 0, 100, 255, 255);

        Prepare(picture, new() { Width = 2, Height = 1 }, out _).ShouldBe([50, 228]);
        Prepare(picture, new() { Width = 2, Height = 4 }, out _)[..2].ShouldBe([50, 200]);
        Prepare(picture, new() { Width = 64, Height = 64 }, out _).Max().ShouldBe((byte)255);
    }

    [Theory]
    [InlineData(FitMode.Pad, 40, 20, 20, 20, 0, 5, 20, 10)]
    [InlineData(FitMode.Pad, 10, 40, 20, 20, 7, 0, 5, 20)]
    [InlineData(FitMode.Pad, 3, 3, 20, 10, 5, 0, 10, 10)]
    [InlineData(FitMode.Pad, 1000, 1, 10, 10, 0, 4, 10, 1)]
    [InlineData(FitMode.Crop, 40, 20, 20, 20, 0, 0, 20, 20)]
    [InlineData(FitMode.Stretch, 40, 20, 20, 20, 0, 0, 20, 20)]
    public void The_content_is_where_the_picture_is(FitMode fit, int width, int height, int toWidth, int toHeight, int x, int y, int w, int h)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC1, Scalar.All(200));

        var pixels = Prepare(picture, new() { Width = toWidth, Height = toHeight, Fit = fit, PadValue = 17 }, out var content);

        content.ShouldBe(new ContentRectangle(x, y, w, h));
        for (var i = 0; i < pixels.Length; i++)
        {
            var isInside = i % toWidth >= x && i % toWidth < x + w && i / toWidth >= y && i / toWidth < y + h;
            pixels[i].ShouldBe(isInside ? (byte)200 : (byte)17);
        }
    }

    [Fact]
    public void Crop_keeps_the_middle()
    {
        using var picture = new Mat(1, 6, MatType.CV_8UC1);
        picture.SetArray<byte>(1, 2, 3, 4, 5, 6);

        Prepare(picture, new() { Width = 2, Height = 1, Fit = FitMode.Crop }, out _).Length.ShouldBe(2);
        using var wide = new Mat(2, 6, MatType.CV_8UC1);
        wide.SetArray<byte>(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
        Prepare(wide, new() { Width = 2, Height = 2, Fit = FitMode.Crop }, out _).ShouldBe([3, 4, 3, 4]);
    }

    [Fact]
    public void The_region_is_cut_out_first()
    {
        using var picture = TestImages.Quarters(MatType.CV_8UC1);

        Prepare(picture, new() { Width = 8, Height = 8, Region = new() { X = 32, Y = 16, Width = 32, Height = 16 } }, out _)
            .ShouldAllBe(v => v == 30);
    }

    [Theory]
    [InlineData(1, 0, 64, 32)]
    [InlineData(0, 0, 65, 32)]
    [InlineData(60, 30, 4, 3)]
    [InlineData(int.MaxValue, 0, 1, 1)]
    public void A_region_beyond_the_picture_is_refused(int x, int y, int width, int height)
    {
        using var picture = TestImages.Quarters(MatType.CV_8UC1);

        Should.Throw<PreparationException>(() => Prepare(picture, new() { Region = new() { X = x, Y = y, Width = width, Height = height } }, out _))
            .Message.ShouldBe($"the region of interest, {width}×{height} at ({x}, {y}), reaches beyond the picture's 64×32 pixels; correct the line's region or the camera's format");
    }

    [Fact]
    public void Sixteen_bits_are_read_between_fixed_levels()
    {
        using var picture = new Mat(1, 5, MatType.CV_16UC1);
        picture.SetArray<ushort>(0, 100, 2097, 4095, 65535);
        var options = new PreprocessingOptions { Width = 5, Height = 1, BlackLevel = 100, WhiteLevel = 4095 };

        Prepare(picture, options, out _).ShouldBe([0, 0, 127, 255, 255]);
        Prepare(picture, options with { BlackLevel = 0, WhiteLevel = 65535 }, out _).ShouldBe([0, 0, 8, 16, 255]);
    }

    [Fact]
    public void A_dark_picture_of_sixteen_bits_stays_dark()
    {
        using var bright = new Mat(4, 4, MatType.CV_16UC3, Scalar.All(40_000));
        using var dark = new Mat(4, 4, MatType.CV_16UC3, Scalar.All(4_000));
        var options = new PreprocessingOptions { Width = 2, Height = 2, Color = ColorMode.Rgb };

        Prepare(bright, options, out _).ShouldAllBe(v => v == 156);
        Prepare(dark, options, out _).ShouldAllBe(v => v == 16);
    }

    [Fact]
    public void A_scale_prepares_at_a_multiple_of_the_size()
    {
        using var picture = new Mat(20, 40, MatType.CV_8UC1, Scalar.All(5));

        var pixels = Prepare(picture, new() { Width = 20, Height = 20, Fit = FitMode.Pad }, out var content, scale: 2);

        pixels.Length.ShouldBe(1600);
        content.ShouldBe(new ContentRectangle(0, 10, 40, 20));
    }

    [Fact]
    public void At_a_scale_padding_lies_where_it_lies_without_one()
    {
        using var picture = new Mat(1016, 1000, MatType.CV_8UC1, Scalar.All(5));
        var options = new PreprocessingOptions { Width = 64, Height = 64, Fit = FitMode.Pad };

        Prepare(picture, options, out var once);
        Prepare(picture, options, out var twice, scale: 2);

        once.Width.ShouldBe(63, "an odd column is left to pad");
        twice.ShouldBe(new ContentRectangle(2 * once.X, 2 * once.Y, 2 * once.Width, 2 * once.Height));
    }

    [Fact]
    public void A_preprocessor_forgets_the_picture_before()
    {
        var options = new PreprocessingOptions { Width = 16, Height = 16, Fit = FitMode.Pad, Color = ColorMode.Rgb };
        using var used = new Preprocessor(options);
        using var deep = new Mat(50, 10, MatType.CV_16UC3, Scalar.All(50_000));
        using var gray = TestImages.Gray(30, 20);
        var buffer = new byte[options.CountBytes()];
        used.Prepare(deep, buffer);
        used.Fingerprint(deep);
        used.Prepare(gray, buffer);

        buffer.ShouldBe(Prepare(gray, options, out _));
    }

    [Fact]
    public void A_destination_of_another_length_is_refused()
    {
        using var picture = TestImages.Gray();
        using var preprocessor = new Preprocessor(new() { Width = 8, Height = 8 });

        Should.Throw<ArgumentException>(() => preprocessor.Prepare(picture, new byte[63]));
    }

    [Fact]
    public void Options_list_all_their_faults() =>
        Should.Throw<OptionsException>(() => new Preprocessor(new() { Width = 0, PadValue = 256, Region = new() { X = -1, Width = 1, Height = 1 } }))
            .Errors.Select(e => e.Path).ShouldBe(["$.width", "$.padValue", "$.region.x"], ignoreOrder: true);

    [Fact]
    public void A_white_level_below_the_black_level_is_refused() =>
        Should.Throw<OptionsException>(() => new Preprocessor(new() { BlackLevel = 500, WhiteLevel = 400 }))
            .Errors.ShouldHaveSingleItem().Path.ShouldBe("$.whiteLevel");

    [Fact]
    public void Any_size_fits_into_any_other() => Prop.ForAll(
        Gen.Choose(1, 60).Four().ToArbitrary(),
        sizes =>
        {
            var (width, height, toWidth, toHeight) = sizes;
            using var picture = TestImages.Gray(width, height);
            foreach (var fit in Enum.GetValues<FitMode>())
            {
                var options = new PreprocessingOptions { Width = toWidth, Height = toHeight, Fit = fit, Color = ColorMode.Rgb };
                Prepare(picture, options, out var c);
                if (c.X < 0 || c.Y < 0 || c.Width < 1 || c.Height < 1 || c.X + c.Width > toWidth || c.Y + c.Height > toHeight)
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_fingerprint_describes_the_region_in_gray()
    {
        using var preprocessor = new Preprocessor(new() { Region = new() { X = 32, Y = 0, Width = 32, Height = 32 } });
        using var picture = TestImages.Quarters(MatType.CV_8UC3);

        var fingerprint = preprocessor.Fingerprint(picture);

        fingerprint.Length.ShouldBe(48 * 48);
        fingerprint[0].ShouldBe(20, 0.01);
        fingerprint[^1].ShouldBe(30, 0.01);
    }

    private static byte[] Prepare(Mat picture, PreprocessingOptions options, out ContentRectangle content, int scale = 1)
    {
        using var preprocessor = new Preprocessor(options);
        var pixels = new byte[options.CountBytes(scale)];
        content = preprocessor.Prepare(picture, pixels, scale);
        return pixels;
    }
}
