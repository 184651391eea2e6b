using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest.Tiles;

public sealed class TileLayoutTests
{
    private static readonly Gen<TileLayout> AnyLayout =
        from width in Gen.Choose(1, 300)
        from height in Gen.Choose(1, 300)
        from tileWidth in Gen.Choose(1, 70)
        from tileHeight in Gen.Choose(1, 70)
        from overlap in Gen.Choose(0, Math.Min(tileWidth, tileHeight) - 1)
        select new TileLayout(width, height, tileWidth, tileHeight, overlap);

    [Fact]
    public void Every_pixel_is_covered_and_no_tile_leaves_the_picture_but_one_that_is_longer_than_its_side() =>
        Check(layout => Sides(layout).All(side =>
        {
            var reached = 0;
            foreach (var begin in side.Offsets)
            {
                if (begin > reached || (side.Length >= side.Tile && (begin < 0 || begin + side.Tile > side.Length)))
                {
                    return false;
                }

                reached = begin + side.Tile;
            }

            return reached >= side.Length && side.Offsets[0] <= 0;
        }));

    [Fact]
    public void Neighbours_overlap_by_what_was_asked_for_and_are_evenly_spread() =>
        Check(layout => Sides(layout).All(side =>
        {
            var steps = side.Offsets.Zip(side.Offsets.Skip(1), (a, b) => b - a).ToList();
            return steps.TrueForAll(step => step > 0 && side.Tile - step >= layout.Overlap) &&
                (steps.Count == 0 || steps.Max() - steps.Min() <= 1);
        }));

    [Fact]
    public void There_are_no_more_tiles_than_the_overlap_needs() =>
        Check(layout => Sides(layout).All(side =>
            side.Offsets.Count == Math.Max(1, (int)Math.Ceiling((side.Length - layout.Overlap) / (double)(side.Tile - layout.Overlap)))));

    [Fact]
    public void A_line_scan_picture_has_the_tiles_that_its_size_asks_for()
    {
        var layout = new TileLayout(8000, 2000, 256, 256, 32);

        layout.Count.ShouldBe(324);
        layout.ToString().ShouldBe("36×9 of 256×256, overlap at least 32");
        layout.At(0).ShouldBe((0, 0));
        layout.At(323).ShouldBe((8000 - 256, 2000 - 256));
    }

    [Fact]
    public void A_tile_larger_than_the_picture_is_centred_and_the_rest_is_padding()
    {
        var layout = new TileLayout(3, 2, 5, 4, 1);
        var tile = new byte[2 * 20];

        layout.Count.ShouldBe(1);
        var (x, y) = layout.At(0);
        layout.Cut([1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16], x, y, 9, tile);

        tile.ShouldBe<byte>(
        [
            9, 9, 9, 9, 9, 9, 1, 2, 3, 9, 9, 4, 5, 6, 9, 9, 9, 9, 9, 9,
            9, 9, 9, 9, 9, 9, 11, 12, 13, 9, 9, 14, 15, 16, 9, 9, 9, 9, 9, 9,
        ]);
    }

    [Fact]
    public void Sizes_without_sense_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new TileLayout(0, 5, 4, 4, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new TileLayout(5, 5, 4, 3, 3));
    }

    private static void Check(Func<TileLayout, bool> holds) =>
        Prop.ForAll(AnyLayout.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static IEnumerable<(IReadOnlyList<int> Offsets, int Tile, int Length)> Sides(TileLayout layout) =>
        [(layout.Columns, layout.TileWidth, layout.Width), (layout.Rows, layout.TileHeight, layout.Height)];
}
