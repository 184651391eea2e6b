using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Ingest;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring.Tiles;

public sealed class MapBlendTests
{
    private static readonly Gen<TileLayout> AnyLayout =
        from width in Gen.Choose(1, 90)
        from height in Gen.Choose(1, 90)
        from tileWidth in Gen.Choose(1, 40)
        from tileHeight in Gen.Choose(1, 40)
        from overlap in Gen.Choose(0, Math.Min(tileWidth, tileHeight) - 1)
        select new TileLayout(width, height, tileWidth, tileHeight, overlap);

    [Fact]
    public void Tiles_of_one_value_blend_into_that_value_everywhere() => Check(layout =>
        Blend(layout, _ => Enumerable.Repeat(3f, layout.TileWidth * layout.TileHeight).ToArray()).Values.All(v => Math.Abs(v - 3) < 1e-5));

    [Fact]
    public void Tiles_cut_from_one_map_blend_into_that_map() => Check(layout => Blend(layout, i => Cut(layout, i, Place)).Values
        .Select((value, at) => Math.Abs(value - Place(at % layout.Width, at / layout.Width))).Max() < 1e-3);

    [Fact]
    public void Shares_add_up_to_the_area_of_the_picture() => Check(layout =>
    {
        var blend = Blend(layout, _ => new float[layout.TileWidth * layout.TileHeight]);
        var tiles = Enumerable.Range(0, (int)layout.Count).Sum(blend.Share);
        return Math.Abs((tiles * layout.TileWidth * layout.TileHeight) - (layout.Width * layout.Height)) < 1e-3;
    });

    [Fact]
    public void Within_an_overlap_one_tile_fades_into_the_other()
    {
        // Two tiles of five pixels that share three.
        var blend = new MapBlend([0, 2], [0], 5, 1, new float[7], 7);
        blend.Add(0, [1, 1, 1, 1, 1]);
        blend.Add(1, [0, 0, 0, 0, 0]);

        blend.Values.ShouldBe([1, 1, 0.75f, 0.5f, 0.25f, 0, 0]);
    }

    [Fact]
    public void What_a_tile_has_outside_the_picture_counts_nothing()
    {
        var blend = new MapBlend([-1], [-1], 4, 3, [9, 9], 2);
        blend.Add(0, [100, 100, 100, 100, 100, 1, 2, float.NaN, 100, 100, 100, 100]);

        blend.Values.ShouldBe([1, 2]);
        blend.Share(0).ShouldBe(2 / 12.0);
    }

    [Fact]
    public void A_value_that_is_not_a_number_stays_one() =>
        Blend(new(20, 1, 8, 1, 0), i => i == 1 ? [0, 0, 0, float.NaN, 0, 0, 0, 0] : new float[8]).Values.Count(float.IsNaN).ShouldBe(1);

    [Fact]
    public void Maps_of_another_size_are_refused()
    {
        Should.Throw<ArgumentException>(() => new MapBlend([0], [0], 2, 2, new float[5], 2));
        Should.Throw<ArgumentException>(() => new MapBlend([0], [0], 2, 2, new float[4], 2).Add(0, [1, 2, 3]));
    }

    private static void Check(Func<TileLayout, bool> holds) =>
        Prop.ForAll(AnyLayout.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static MapBlend Blend(TileLayout layout, Func<int, float[]> map)
    {
        // What stood in the array before must not show.
        var values = Enumerable.Repeat(7f, layout.Width * layout.Height).ToArray();
        var blend = new MapBlend(layout.Columns, layout.Rows, layout.TileWidth, layout.TileHeight, values, layout.Width);
        for (var i = 0; i < layout.Count; i++)
        {
            blend.Add(i, map(i));
        }

        return blend;
    }

    private static float Place(int x, int y) => (x * 0.7f) - (y * 0.3f);

    private static float[] Cut(TileLayout layout, int index, Func<int, int, float> value)
    {
        var (left, top) = layout.At(index);
        return [.. Enumerable.Range(0, layout.TileWidth * layout.TileHeight)
            .Select(i => value(left + (i % layout.TileWidth), top + (i / layout.TileWidth)))];
    }
}
