using InspectFlow.Ingest;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class ColorContentTests
{
    [Fact]
    public void A_gray_file_has_none() => Of(new Mat(60, 80, MatType.CV_8UC1, Scalar.All(90))).ShouldBe(0);

    [Fact]
    public void A_tint_that_is_the_same_everywhere_is_none() =>
        Of(new Mat(60, 80, MatType.CV_8UC3, new Scalar(90, 120, 200))).ShouldBe(0, 1e-6);

    [Fact]
    public void Half_a_picture_bluer_by_sixty_levels_deviates_by_thirty() =>
        Of(Halves(MatType.CV_8UC3, 60)).ShouldBe(30 / 255.0, 0.01);

    [Fact]
    public void A_camera_of_twelve_bits_is_measured_by_its_own_range() =>
        Of(Halves(MatType.CV_16UC3, 800), new() { WhiteLevel = 4095 }).ShouldBe(400 / 4095.0, 0.005);

    [Fact]
    public void Only_the_region_of_interest_counts() =>
        Of(Halves(MatType.CV_8UC3, 60), new() { Region = new() { X = 40, Y = 0, Width = 40, Height = 60 } }).ShouldBe(0, 1e-6);

    private static Mat Halves(MatType type, int bluer)
    {
        var picture = new Mat(60, 80, type, new Scalar(100, 100, 100));
        using var half = picture.SubMat(new Rect(0, 0, 40, 60));
        half.SetTo(new Scalar(100 + bluer, 100, 100));
        return picture;
    }

    private static double Of(Mat picture, PreprocessingOptions? options = null)
    {
        using (picture)
        {
            return ColorContent.Measure(TestImages.Encode(picture, ".png"), "a.png", options ?? new(), new ImageDecoder(new()));
        }
    }
}
