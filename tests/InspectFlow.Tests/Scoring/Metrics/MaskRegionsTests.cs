using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring.Metrics;

public sealed class MaskRegionsTests
{
    [Fact]
    public void Pixels_that_touch_at_a_corner_are_one_region() => Label(
        "#..#",
        ".#..",
        "...#",
        "#...").ShouldBe(
        [
            1, 0, 0, 2,
            0, 1, 0, 0,
            0, 0, 0, 3,
            4, 0, 0, 0,
        ]);

    [Fact]
    public void A_region_that_rows_meet_in_two_places_is_one() => Label(
        "#.#",
        "#.#",
        "###").ShouldBe([1, 0, 1, 1, 0, 1, 1, 1, 1]);

    [Fact]
    public void The_end_of_a_row_does_not_touch_the_next_one() => Label(
        "..#",
        "...",
        "#..").ShouldBe([0, 0, 1, 0, 0, 0, 2, 0, 0]);

    [Fact]
    public void A_mask_without_a_defect_has_no_region() => Label("...").ShouldBe([0, 0, 0]);

    [Fact]
    public void Values_that_are_not_whole_rows_are_refused() =>
        Should.Throw<ArgumentException>(() => MaskRegions.Label([true, false, true], 2));

    private static int[] Label(params string[] rows) => MaskRegions.Label([.. string.Concat(rows).Select(c => c == '#')], rows[0].Length);
}
