using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring.Maps;

public sealed class MapEnlargementTests
{
    private const float Out = float.NegativeInfinity;

    [Fact]
    public void Between_centres_values_are_interpolated_and_beyond_them_they_hold() =>
        // Two map pixels over four: centres at 1 and 3; the pixels' centres at 0.5, 1.5, 2.5 and 3.5.
        MapEnlargement.ToPicture([0, 8], 2, new(0, 0, 2, 1), new(0, 0, 4, 1), 4, 1).ShouldBe([0, 2, 6, 8]);

    [Fact]
    public void Padding_is_left_out_and_what_lies_outside_the_region_is_lowest()
    {
        // A frame of padding (99) around one row of two; the region is the middle two of four columns, the lower of two rows.
        float[] map = [99, 99, 99, 99, 99, 3, 5, 99, 99, 99, 99, 99];
        MapEnlargement.ToPicture(map, 4, new(1, 1, 2, 1), new(1, 1, 2, 1), 4, 2).ShouldBe([Out, Out, Out, Out, Out, 3, 5, Out]);
    }

    [Fact]
    public void A_map_as_large_as_the_picture_is_the_picture_s()
    {
        float[] map = [1, 2, 3, 4, 5, 6];
        MapEnlargement.ToPicture(map, 3, new(0, 0, 3, 2), new(0, 0, 3, 2), 3, 2).ShouldBe(map);
    }

    [Fact]
    public void A_plane_comes_back_as_a_plane_on_a_finer_grid()
    {
        // The map holds x + 10 y at its pixels' centres, in pixels of the picture; bilinear interpolation gives planes back exactly.
        var map = new float[8 * 6];
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = (((i % 8) + 0.5f) * 5) + (10 * ((i / 8) + 0.5f) * 4);
        }

        var picture = MapEnlargement.ToPicture(map, 8, new(0, 0, 8, 6), new(0, 0, 40, 24), 40, 24);

        for (var y = 2; y < 22; y++)
        {
            for (var x = 3; x < 37; x++)
            {
                picture[(y * 40) + x].ShouldBe(x + 0.5f + (10 * (y + 0.5f)), 1e-3f);
            }
        }
    }

    [Fact]
    public void A_flat_map_stays_flat_to_the_last_bit()
    {
        float[] map = [.. Enumerable.Repeat(0.1f, 9)];
        MapEnlargement.ToPicture(map, 3, new(0, 0, 3, 3), new(0, 0, 7, 7), 7, 7).Distinct().ShouldBe([0.1f]);
    }

    [Fact]
    public void A_region_that_reaches_beyond_the_picture_is_cut_off() =>
        MapEnlargement.ToPicture([1, 2, 3], 3, new(0, 0, 3, 1), new(-1, 0, 3, 1), 2, 1).ShouldBe([2, 3]);

    [Fact]
    public void Content_outside_the_map_is_refused() =>
        Should.Throw<ArgumentException>(() => MapEnlargement.ToPicture([1, 2], 2, new(1, 0, 2, 1), new(0, 0, 4, 1), 4, 1));
}
