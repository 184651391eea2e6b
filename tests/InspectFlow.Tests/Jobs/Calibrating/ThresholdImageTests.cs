using InspectFlow.Jobs.Calibrating;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Calibrating;

public sealed class ThresholdImageTests
{
    [Fact]
    public void The_highest_image_sets_a_threshold_that_is_its_score() =>
        ThresholdImage.Of(References(1.5, 2.25, 0.5), "peak", 2.25).ShouldBe(new("b.png", 1.5));

    [Fact]
    public void No_image_sets_alone_a_threshold_below_the_highest_score_or_one_that_two_share()
    {
        ThresholdImage.Of(References(1.5, 2.25, 0.5), "peak", 1.5).ShouldBeNull();
        ThresholdImage.Of(References(2.25, 2.25, 0.5), "peak", 2.25).ShouldBeNull();
    }

    [Fact]
    public void Without_images_or_without_that_score_nothing_is_said()
    {
        ThresholdImage.Of([], "peak", 1).ShouldBeNull();
        ThresholdImage.Of(References(1), "peak", 1).ShouldBeNull("there is no other");
        ThresholdImage.Of(References(1, 2), "joint", 2).ShouldBeNull();
    }

    private static ReferenceScore[] References(params double[] peaks) =>
        [.. peaks.Select((peak, i) => new ReferenceScore { ContentHash = $"{i:x64}", Path = $"{(char)('a' + i)}.png", Peak = peak })];
}
