using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring.Tiles;

public sealed class MapReductionTests
{
    [Fact]
    public void Every_square_gives_its_largest_value_and_the_last_ones_may_be_smaller()
    {
        var (values, width) = MapReduction.Max([1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5, -6], 5, most: 6);

        width.ShouldBe(3);
        values.ShouldBe([7, 9, 5, -2, -4, -6]);
    }

    [Fact]
    public void A_map_that_is_small_enough_is_copied()
    {
        float[] map = [1, 2, 3, 4];
        var (values, width) = MapReduction.Max(map, 2, most: 4);

        width.ShouldBe(2);
        values.ShouldBe(map);
        values.ShouldNotBeSameAs(map);
    }

    [Fact]
    public void A_large_map_keeps_to_the_limit_and_its_highest_pixel()
    {
        var map = new float[800 * 200];
        map[(123 * 800) + 456] = 1;

        var (values, width) = MapReduction.Max(map, 800, most: 10_000);

        values.Length.ShouldBe(200 * 50);
        Array.IndexOf(values, 1f).ShouldBe((123 / 4 * width) + (456 / 4));
    }

    [Fact]
    public void A_value_that_is_not_a_number_stays_one() =>
        MapReduction.Max([1, float.NaN, 2, 3], 2, most: 1).Values.ShouldHaveSingleItem().ShouldBe(float.NaN);

    [Fact]
    public void Values_that_are_not_whole_rows_are_refused() =>
        Should.Throw<ArgumentException>(() => MapReduction.Max([1, 2, 3], 2, most: 10));
}
