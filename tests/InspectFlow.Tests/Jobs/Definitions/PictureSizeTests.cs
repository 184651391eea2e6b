using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Definitions;

public sealed class PictureSizeTests
{
    [Theory]
    [InlineData(300, 300, 288, 288)]
    [InlineData(256, 160, 256, 160)]
    [InlineData(640, 500, 640, 512)]
    [InlineData(1024, 1024, 1024, 1024)]
    [InlineData(500, 1260, 512, 1248)]
    [InlineData(4096, 256, 4096, 256)]
    [InlineData(4096, 4096, 1024, 1024)]
    [InlineData(1600, 1200, 1184, 896)]
    [InlineData(2448, 2048, 1120, 928)]
    [InlineData(60, 90, 128, 128)]
    [InlineData(20000, 100, 8192, 128)]
    public void It_is_the_pictures_own_in_steps_of_32_up_to_a_number_of_pixels(int width, int height, int expectedWidth, int expectedHeight)
    {
        var sized = PictureSize.For(new PreprocessingOptions { PadValue = 7 }, width, height, 1000);
        sized.ShouldBe(new PreprocessingOptions { PadValue = 7, Width = expectedWidth, Height = expectedHeight });
    }

    [Theory]
    [InlineData(ColorMode.Rgb, 5000, 4096, 64, 768, 128)]
    [InlineData(ColorMode.Gray, 5000, 64, 4096, 128, 2336)]
    [InlineData(ColorMode.Gray, 100, 4096, 64, 4096, 128)]
    public void A_short_side_that_is_lifted_does_not_make_more_pixels_of_them(
        ColorMode color, int count, int width, int height, int expectedWidth, int expectedHeight) =>
        PictureSize.For(new PreprocessingOptions { Color = color }, width, height, count)
            .ShouldBe(new PreprocessingOptions { Color = color, Width = expectedWidth, Height = expectedHeight });

    [Theory]
    [InlineData(20000, 1000)]
    [InlineData(6000, 128)]
    [InlineData(20000, 100)]
    public void Every_size_is_one_that_a_flow_over_features_can_have(int width, int height)
    {
        var sized = PictureSize.For(new PreprocessingOptions(), width, height, 100);
        Should.NotThrow(() => OptionsValidator.Validate(
            new FlowArchitecture { Family = FlowArchitecture.Feature, Width = sized.Width, Height = sized.Height }, "architecture"));
    }

    [Theory]
    [InlineData(ColorMode.Gray, 3000, 704)]
    [InlineData(ColorMode.Rgb, 1000, 704)]
    [InlineData(ColorMode.Gray, 1_000_000, 128)]
    public void Thousands_of_pictures_are_made_smaller_so_that_training_has_room_for_them(ColorMode color, int count, int expected) =>
        PictureSize.For(new PreprocessingOptions { Color = color }, 4096, 4096, count).Width.ShouldBe(expected);

    [Theory]
    [InlineData(512, 1248, 0.8, 512, 1248)]
    [InlineData(512, 1248, 1.45, 288, 704)]
    [InlineData(512, 1248, 0.95, 512, 1248)]
    [InlineData(512, 1248, 4, 256, 640)]
    [InlineData(288, 288, 1.2, 288, 288)]
    [InlineData(288, 288, 4, 288, 288)]
    [InlineData(128, 4096, 4, 128, 4096)]
    public void Pictures_are_made_smaller_where_they_are_blurred_by_more_than_their_pixels_can_show(int width, int height, double blur, int expectedWidth, int expectedHeight) =>
        PictureSize.Sharp(new PreprocessingOptions { PadValue = 7, Width = width, Height = height }, blur, 100)
            .ShouldBe(new PreprocessingOptions { PadValue = 7, Width = expectedWidth, Height = expectedHeight });

    [Theory]
    [InlineData(640, 640, 320, 320)]
    [InlineData(320, 256, 160, 128)]
    [InlineData(352, 288, 192, 160)]
    [InlineData(288, 352, 160, 192)]
    [InlineData(4096, 256, 2048, 128)]
    [InlineData(992, 992, 480, 480)]
    public void Half_of_it_keeps_the_shape_as_nearly_as_steps_of_32_can(int width, int height, int expectedWidth, int expectedHeight) =>
        PictureSize.Half(new PreprocessingOptions { PadValue = 7, Width = width, Height = height })
            .ShouldBe(new PreprocessingOptions { PadValue = 7, Width = expectedWidth, Height = expectedHeight });
}
