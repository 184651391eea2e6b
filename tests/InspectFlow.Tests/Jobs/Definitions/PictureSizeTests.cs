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
    [InlineData(1024, 1024, 512, 512)]
    [InlineData(1600, 1200, 512, 384)]
    [InlineData(700, 4000, 128, 512)]
    [InlineData(60, 90, 128, 128)]
    [InlineData(640, 500, 640, 512)]
    [InlineData(650, 640, 512, 512)]
    public void It_is_the_pictures_own_in_steps_of_32_up_to_640_else_at_512(int width, int height, int expectedWidth, int expectedHeight)
    {
        var sized = PictureSize.For(new PreprocessingOptions { PadValue = 7 }, width, height);
        sized.ShouldBe(new PreprocessingOptions { PadValue = 7, Width = expectedWidth, Height = expectedHeight });
    }
}
