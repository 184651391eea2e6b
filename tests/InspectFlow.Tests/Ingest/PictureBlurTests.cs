using InspectFlow.Ingest;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class PictureBlurTests
{
    private const int Side = 256;

    [Theory]
    [InlineData(0, 0, 0.25)]
    [InlineData(0.5, 0.35, 0.65)]
    [InlineData(1, 0.8, 1.2)]
    [InlineData(1.5, 1.2, 1.8)]
    [InlineData(2.5, 2, 3)]
    public void The_blur_of_a_scene_with_edges_is_found(double blur, double least, double most)
    {
        using var picture = Leaves.Draw(Side, blur);
        Measure(picture, Side).ShouldBeInRange(least, most);
    }

    [Theory]
    [InlineData(1, 0.8, 1.2)]
    [InlineData(1.5, 1.2, 1.8)]
    public void A_cameras_noise_does_not_pass_for_sharpness(double blur, double least, double most)
    {
        using var picture = Leaves.Draw(Side, blur, noise: 3);
        Measure(picture, Side).ShouldBeInRange(least, most);
    }

    [Fact]
    public void It_is_told_in_pixels_of_the_prepared_picture_padding_apart()
    {
        using var picture = Leaves.Draw(Side, 2);
        Measure(picture, Side / 2).ShouldBeInRange(0.75, 1.3);
        Measure(picture, Side, 2 * Side).ShouldBe(Measure(picture, Side), 1e-9);
    }

    [Fact]
    public void A_plain_picture_has_none()
    {
        using var picture = new Mat(Side, Side, MatType.CV_8UC1, Scalar.All(90));
        Measure(picture, Side).ShouldBe(0);
    }

    [Fact]
    public void A_picture_out_of_focus_is_told_as_blurred_if_by_too_little()
    {
        using var picture = Leaves.Draw(Side, 8);
        Measure(picture, Side).ShouldBeInRange(1.5, 8);
    }

    [Fact]
    public void A_file_that_is_no_picture_is_named() =>
        Should.Throw<ImageDecodeException>(() => PictureBlur.Measure([1, 2, 3], "a.png", new PreprocessingOptions(), new ImageDecoder(new DecodingOptions())))
            .Message.ShouldContain("a.png");

    private static double Measure(Mat picture, int height, int? width = null) => PictureBlur.Measure(
        TestImages.Encode(picture, ".png"),
        "a.png",
        new PreprocessingOptions { Width = width ?? height, Height = height, Fit = FitMode.Pad },
        new ImageDecoder(new DecodingOptions()));
}
