using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
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
    [InlineData(ColorMode.Gray, 3000, 704)]
    [InlineData(ColorMode.Rgb, 1000, 704)]
    [InlineData(ColorMode.Gray, 1_000_000, 128)]
    public void Thousands_of_pictures_are_made_smaller_so_that_training_has_room_for_them(ColorMode color, int count, int expected) =>
        PictureSize.For(new PreprocessingOptions { Color = color }, 4096, 4096, count).Width.ShouldBe(expected);

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
