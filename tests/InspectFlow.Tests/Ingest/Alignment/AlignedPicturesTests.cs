using InspectFlow.Ingest;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest.Alignment;

public sealed class AlignedPicturesTests
{
    private static readonly PreprocessingOptions Options = new()
    {
        Width = 120,
        Height = 40,
        Alignment = new() { Width = 120, Height = 40 },
    };

    [Fact]
    public void A_part_looks_the_same_however_it_lay()
    {
        var lying = Prepare(new Pin(100, 90, 0), Options);
        IsDark(lying, 20, 10).ShouldBeTrue("the head, at the left");
        IsDark(lying, 90, 10).ShouldBeFalse("beside the shank");
        IsDark(lying, 90, 20).ShouldBeTrue("the shank");

        foreach (var (x, y, angle) in new[] { (110.0, 80.0, 0.7), (95, 100, 2.1), (100, 95, -1.5), (90, 88, 3.1) })
        {
            // The rims move by what the place of the part is uncertain: half a pixel.
            var turned = Prepare(new Pin(x, y, angle), Options);
            turned.Zip(lying, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(8);
            IsDark(turned, 20, 10).ShouldBeTrue();
            IsDark(turned, 90, 10).ShouldBeFalse();
            IsDark(turned, 90, 20).ShouldBeTrue();
        }
    }

    [Fact]
    public void It_is_brought_to_the_prepared_size_and_colours()
    {
        var half = Prepare(new Pin(100, 90, 0.7), Options with { Width = 60, Height = 20, Color = ColorMode.Rgb });

        half.Length.ShouldBe(3 * 60 * 20);
        half[(10 * 60) + 45].ShouldBeLessThan((byte)110);
        half[(2 * 60 * 20) + (5 * 60) + 45].ShouldBeGreaterThan((byte)140);
    }

    [Fact]
    public void A_picture_without_a_part_is_shown_as_it_is_around_its_middle()
    {
        using var picture = new DecodedPicture(new Mat(190, 200, MatType.CV_8UC1, Scalar.All(150)), 200, 190, reduction: 1);
        using var preprocessor = new Preprocessor(Options);

        preprocessor.FindPose(picture).ShouldBe(new PartPose(100, 95, 0));
        var pixels = new byte[Options.CountBytes()];
        preprocessor.Prepare(picture, pixels).ShouldBe(new ContentRectangle(0, 0, 120, 40));
        pixels.ShouldAllBe(p => p == 150);
    }

    [Fact]
    public void What_lies_beyond_the_picture_goes_on_like_its_edge()
    {
        var aligned = Prepare(new Pin(100, 20, 0), Options with { Height = 96, Alignment = new() { Width = 120, Height = 96 } });

        aligned.Take(120).ShouldAllBe(p => p > 140);
    }

    [Fact]
    public void A_picture_at_a_fraction_of_its_size_gives_the_same()
    {
        using var whole = new Pin(100, 90, 0.7).Draw(200, 190);
        using var large = new Mat();
        Cv2.Resize(whole, large, new Size(800, 760));
        var options = Options with { Alignment = new() { Width = 480, Height = 160 } };
        using var preprocessor = new Preprocessor(options);
        var (full, reduced) = (new byte[options.CountBytes()], new byte[options.CountBytes()]);
        using var one = new DecodedPicture(large.Clone(), 800, 760, reduction: 1);
        using var quarter = new DecodedPicture(whole.Clone(), 800, 760, reduction: 4);

        preprocessor.Prepare(one, full);
        preprocessor.Prepare(quarter, reduced);

        full.Zip(reduced, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(4);
    }

    [Theory]
    [InlineData("$.alignment")]
    [InlineData("$.fit")]
    public void Options_that_contradict_it_are_refused(string path)
    {
        var options = path.EndsWith("fit", StringComparison.Ordinal)
            ? Options with { Fit = FitMode.Crop }
            : Options with { Region = new() { Width = 9, Height = 9 } };

        OptionsValidator.Check(options).ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    private static bool IsDark(byte[] pixels, int x, int y) => pixels[(y * 120) + x] < 110;

    private static byte[] Prepare(Pin pin, PreprocessingOptions options) => pin.Prepare(options).Pixels;
}
