using InspectFlow.Ingest;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class JpegReductionTests
{
    private static readonly ImageDecoder Decoder = new(new());

    [Theory]
    [InlineData(2048, 2048, 8)]
    [InlineData(2047, 2048, 4)]
    [InlineData(1024, 1200, 4)]
    [InlineData(600, 600, 2)]
    [InlineData(511, 4000, 1)]
    public void The_reduction_leaves_four_times_the_prepared_size(int width, int height, int expected) =>
        JpegReduction.For(new() { ReducedJpeg = true, Width = 64, Height = 64 }, width, height).ShouldBe(expected);

    [Fact]
    public void What_is_used_of_a_picture_decides_and_not_the_whole_of_it()
    {
        var options = new PreprocessingOptions { ReducedJpeg = true, Width = 64, Height = 64 };

        JpegReduction.For(options with { Region = new() { X = 0, Y = 0, Width = 512, Height = 512 } }, 4000, 4000).ShouldBe(2);
        JpegReduction.For(options with { Fit = FitMode.Crop }, 4000, 512).ShouldBe(2);
        JpegReduction.For(options with { Fit = FitMode.Pad }, 4096, 256).ShouldBe(8);
        JpegReduction.For(options with { ReducedJpeg = false }, 4000, 4000).ShouldBe(1);
        JpegReduction.For(options with { Tiling = new() }, 8000, 2000).ShouldBe(1);
        JpegReduction.For(options with { Tiling = new() { Scale = 0.1 } }, 8000, 2000).ShouldBe(2);
    }

    [Theory]
    [InlineData(1, ColorMode.Gray)]
    [InlineData(2, ColorMode.Gray)]
    [InlineData(3, ColorMode.Rgb)]
    [InlineData(4, ColorMode.Gray)]
    [InlineData(5, ColorMode.Gray)]
    [InlineData(6, ColorMode.Rgb)]
    [InlineData(7, ColorMode.Gray)]
    [InlineData(8, ColorMode.Gray)]
    public void A_reduced_picture_is_prepared_like_the_whole_one_however_it_was_held(int orientation, ColorMode color)
    {
        var jpeg = TestImages.WithJpegSegment(Scene(1203, 901, MatType.CV_8UC3), 0xE1, [.. "Exif\0\0"u8, .. TestImages.Exif(orientation)]);
        foreach (var fit in Enum.GetValues<FitMode>())
        {
            foreach (var region in new[] { null, new RegionOptions { X = 203, Y = 151, Width = 611, Height = 557 } })
            {
                var options = new PreprocessingOptions { Width = 16, Height = 12, Fit = fit, Color = color, Region = region, PadValue = 128 };

                var (whole, wholeContent, _) = Prepare(jpeg, options);
                var (reduced, content, picture) = Prepare(jpeg, options with { ReducedJpeg = true });

                picture.ShouldBe(orientation >= 5 ? (901, 1203, 8) : (1203, 901, 8));
                content.ShouldBe(wholeContent);
                MeanDifference(whole, reduced).ShouldBeLessThan(3);
            }
        }
    }

    [Fact]
    public void A_picture_that_is_decoded_whole_differs_by_rounding_alone()
    {
        var jpeg = Scene(96, 96, MatType.CV_8UC1);
        var options = new PreprocessingOptions { Width = 64, Height = 64 };

        Prepare(jpeg, options with { ReducedJpeg = true }).Pixels.ShouldBe(Prepare(jpeg, options).Pixels);
    }

    [Fact]
    public void Other_formats_are_decoded_whole()
    {
        using var picture = TestImages.Gray(1024, 1024);

        Prepare(TestImages.Encode(picture, ".png"), new() { Width = 16, Height = 16, ReducedJpeg = true }).Picture.ShouldBe((1024, 1024, 1));
    }

    [Fact]
    public void A_region_beyond_the_whole_picture_is_refused_whatever_was_decoded()
    {
        var options = new PreprocessingOptions
        {
            Width = 8, Height = 8, ReducedJpeg = true, Region = new() { X = 600, Y = 0, Width = 700, Height = 600 },
        };

        Should.Throw<PreparationException>(() => Prepare(Scene(1203, 901, MatType.CV_8UC1), options)).Message.ShouldContain("1203×901");
    }

    [Fact]
    public async Task Items_carry_the_size_of_the_whole_picture()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("a.jpg"), Scene(801, 603, MatType.CV_8UC1));

        var set = await PreparedImageSet.LoadAsync(
            [TestImages.Describe(folder.File("a.jpg"))],
            new() { Workers = 1 },
            new(),
            new() { Width = 16, Height = 16, ReducedJpeg = true },
            scale: 2,
            seed: 1,
            TimeProvider.System,
            CancellationToken.None);

        var image = set.Images.ShouldHaveSingleItem();
        (image.Width, image.Height).ShouldBe((801, 603));
    }

    private static (byte[] Pixels, ContentRectangle Content, (int, int, int) Picture) Prepare(byte[] file, PreprocessingOptions options)
    {
        using var picture = Decoder.Decode(file, "x", options);
        using var preprocessor = new Preprocessor(options);
        var pixels = new byte[options.CountBytes()];
        var content = preprocessor.Prepare(picture, pixels);
        return (pixels, content, (picture.Width, picture.Height, picture.Reduction));
    }

    // Bright marks in unlike places, so that a shifted or mirrored area shows.
    private static byte[] Scene(int width, int height, MatType type)
    {
        using var mat = new Mat(height, width, type, new Scalar(40, 60, 80));
        foreach (var (x, y, size, value) in new[] { (0.1, 0.1, 0.3, 230), (0.55, 0.2, 0.2, 150), (0.2, 0.6, 0.15, 190), (0.7, 0.7, 0.25, 250) })
        {
            using var mark = mat.SubMat(new Rect((int)(x * width), (int)(y * height), (int)(size * width), (int)(size * height)));
            mark.SetTo(new Scalar(value, value / 2, value / 3));
        }

        Cv2.ImEncode(".jpg", mat, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, 98));
        bytes.ShouldNotBeEmpty();
        return bytes;
    }

    private static double MeanDifference(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
}
