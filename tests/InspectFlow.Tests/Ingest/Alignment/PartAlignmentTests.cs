using InspectFlow.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest.Alignment;

public sealed class PartAlignmentTests
{
    [Fact]
    public void Parts_at_any_angle_are_turned_and_kept_whole_with_a_margin()
    {
        var box = PartAlignment.For(Parts()).ShouldNotBeNull();

        box.Width.ShouldBeInRange(1075, 1085);
        box.Height.ShouldBeInRange(375, 385);
    }

    [Fact]
    public void Parts_that_lie_alike_stay_as_they_lie() =>
        PartAlignment.For(Parts(i => new(512 + (i % 3), 500, (i % 2 * Math.PI) + 0.02))).ShouldBeNull();

    [Fact]
    public void Parts_that_are_only_moved_are_moved_back() =>
        PartAlignment.For(Parts(i => new(512 + (20 * i), 500, 0))).ShouldNotBeNull();

    [Theory]
    [InlineData(1.2, 20, 0, 1)]
    [InlineData(3, 3, 0, 1)]
    [InlineData(3, 20, 0.3, 1)]
    [InlineData(3, 20, 0, 3)]
    public void What_is_no_longish_part_of_one_kind_before_a_background_stays_as_it_is(double elongation, double contrast, double ofEdge, double growth) =>
        PartAlignment.For([.. Parts().Select((p, i) =>
            p! with { Elongation = elongation, Contrast = contrast, OfEdge = ofEdge, Length = p.Length * (1 + ((growth - 1) * i / 20)) })]).ShouldBeNull();

    [Fact]
    public void A_few_pictures_may_differ_and_too_few_decide_nothing()
    {
        var parts = Parts().ToList();
        parts[3] = null;
        PartAlignment.For(parts).ShouldNotBeNull();
        parts[4] = null;
        PartAlignment.For(parts).ShouldBeNull();
        PartAlignment.For([.. Parts().Take(9)]).ShouldBeNull();
    }

    private static FoundPart?[] Parts(Func<int, PartPose>? pose = null) =>
        [.. Enumerable.Range(0, 20).Select(i => new FoundPart(pose?.Invoke(i) ?? new(512, 512, i), 1000, 300, Elongation: 3, Contrast: 20, OfEdge: 0))];
}
