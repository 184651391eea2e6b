using InspectFlow.Ingest;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest.Alignment;

public sealed class PartFinderTests
{
    [Theory]
    [InlineData(100, 90, 0)]
    [InlineData(110, 80, 33)]
    [InlineData(90, 100, 90)]
    [InlineData(95, 105, 178)]
    [InlineData(100, 85, -57)]
    [InlineData(105, 95, -140)]
    public void A_part_is_found_where_it_lies_with_its_heavy_end_first(double x, double y, double degrees)
    {
        var found = new Pin(x, y, degrees * Math.PI / 180).Find(200, 190).ShouldNotBeNull();

        found.Pose.CenterX.ShouldBe(x, 2);
        found.Pose.CenterY.ShouldBe(y, 2);
        Math.IEEERemainder((found.Pose.Angle * 180 / Math.PI) - degrees, 360).ShouldBe(0, 1.5);
        found.Length.ShouldBe(Pin.Length, 5);
        found.Breadth.ShouldBe(Pin.Breadth, 5);
        found.Elongation.ShouldBeGreaterThan(3);
        found.Contrast.ShouldBeGreaterThan(8);
        found.OfEdge.ShouldBe(0);
    }

    [Fact]
    public void Pixels_of_large_and_deep_pictures_are_counted_in_their_own()
    {
        using var finder = new PartFinder();
        using var small = new Pin(100, 90, 0.6).Draw(200, 190, MatType.CV_16UC1);
        using var large = new Mat();
        Cv2.Resize(small, large, new Size(800, 760));
        using var picture = new DecodedPicture(large.Clone(), 800, 760, reduction: 1);

        var found = finder.Find(picture).ShouldNotBeNull();
        found.Pose.CenterX.ShouldBe(400, 8);
        found.Pose.CenterY.ShouldBe(360, 8);
        found.Length.ShouldBe(4 * Pin.Length, 20);

        using var reduced = new DecodedPicture(small.Clone(), 800, 760, reduction: 4);
        finder.Find(reduced).ShouldNotBeNull().Pose.CenterX.ShouldBe(400, 8);
    }

    [Fact]
    public void The_largest_of_two_parts_is_found()
    {
        var pin = new Pin(70, 60, 0);
        var both = pin with { At = (u, v) => Pin.IsPart(u, v) || (Math.Abs(u - 60) < 8 && Math.Abs(v - 80) < 8) ? 1 : 0 };

        both.Find(200, 190).ShouldNotBeNull().Pose.CenterX.ShouldBe(70, 2);
    }

    [Fact]
    public void A_part_that_goes_on_beyond_the_picture_covers_some_of_its_edge()
    {
        new Pin(100, 20, Math.PI / 2).Find(200, 190).ShouldNotBeNull().OfEdge.ShouldBe(10 / 776.0, 0.004);
    }

    [Fact]
    public void In_a_picture_of_background_nothing_is_found()
    {
        using var finder = new PartFinder();
        using var even = new DecodedPicture(new Mat(64, 96, MatType.CV_8UC3, Scalar.All(90)), 96, 64, reduction: 1);
        finder.Find(even).ShouldBeNull();
        using var thread = new DecodedPicture(new Mat(4, 600, MatType.CV_8UC1, Scalar.All(90)), 600, 4, reduction: 1);
        finder.Find(thread).ShouldBeNull();
    }
}
