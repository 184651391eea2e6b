using InspectFlow.Ingest;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest.Tiles;

public sealed class TiledIngestTests : IDisposable
{
    private static readonly PreprocessingOptions Tiled =
        new() { Width = 16, Height = 16, Tiling = new() { Overlap = 4, TrainingTiles = 5 } };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_picture_is_one_item_with_all_its_tiles_as_rows_and_a_large_one_fills_a_batch()
    {
        SourceFile[] files = [Add("1", 100, 40), Add("2", 16, 16), Add("3", 16, 16), Add("4", 28, 16), Add("5", 16, 16)];

        var batches = await Run(files, Tiled, batchSize: 4);

        batches.Select(b => b.RowCount).ShouldBe([24, 4, 1]);
        batches.SelectMany(b => b.Items).Select(i => (i.Row, i.RowCount)).ShouldBe([(0, 24), (0, 1), (1, 1), (2, 2), (0, 1)]);
        batches[0].Items[0].Content.ShouldBe(new ContentRectangle(0, 0, 100, 40));
    }

    [Fact]
    public async Task A_batch_holds_the_whole_picture_at_the_scale_asked_for_and_without_padding()
    {
        var file = Add("a", 30, 8);
        var half = Tiled with { Tiling = new() { Overlap = 4, Scale = 0.5 } };
        using var picture = TestImages.Gray(30, 8);

        var whole = (await Run([file], Tiled)).Single();
        var halved = (await Run([file], half)).Single();

        picture.GetArray(out byte[] pixels);
        whole.PixelsOf(0).ToArray().ShouldBe(pixels);
        whole.Items[0].Tiles!.Rows.ShouldBe([-4]);
        halved.PixelsOf(0).Length.ShouldBe(15 * 4);
        halved.Items[0].Content.ShouldBe(new ContentRectangle(0, 0, 15, 4));
    }

    [Fact]
    public async Task A_picture_that_asks_for_too_many_tiles_fails_with_the_numbers_and_the_remedy()
    {
        var file = Add("a", 100, 40);

        var item = (await Run([file], Tiled with { Tiling = new() { Overlap = 4, MaxTiles = 23 } })).Single().Items.Single();

        item.Status.ShouldBe(ItemStatus.Failed);
        item.Reason.ShouldBe(
            "the picture asks for 24 tiles (8×3 of 16×16, overlap at least 4), more than the limit of 23; " +
            "take larger tiles, a smaller tiling.scale or a higher tiling.maxTiles");
        item.RowCount.ShouldBe(0);
    }

    [Fact]
    public async Task Training_draws_no_more_tiles_than_asked_for_nor_than_a_scan_looks_at()
    {
        Add("1", 100, 40);
        Add("2", 28, 16, seed: 2);

        var images = (await Load(Tiled, scale: 1, seed: 1)).Images;

        images.Select(i => i.Pixels.Length).ShouldBe([5 * 256, 2 * 256]);
        images[0].Tiles!.Count.ShouldBe(24);
    }

    [Fact]
    public async Task A_drawn_tile_is_part_of_the_picture_and_where_it_lies_depends_on_seed_and_content_alone()
    {
        Add("1", 100, 40);
        var alone = (await Load(Tiled, scale: 1, seed: 1)).Images[0].Pixels;
        Add("0", 64, 64, seed: 2);
        var among = (await Load(Tiled, scale: 1, seed: 1)).Images[1].Pixels;
        var other = (await Load(Tiled, scale: 1, seed: 2)).Images[1].Pixels;

        among.ShouldBe(alone);
        other.ShouldNotBe(alone);
        using var picture = TestImages.Gray(100, 40);
        picture.GetArray(out byte[] pixels);
        for (var i = 0; i < 5; i++)
        {
            var tile = alone.AsSpan(i * 256, 256).ToArray();
            Enumerable.Range(0, (100 - 16 + 1) * (40 - 16 + 1)).Count(at => IsAt(tile, at % 85, at / 85)).ShouldBe(1);
        }

        bool IsAt(byte[] tile, int x, int y) => Enumerable.Range(0, 256).All(i => pixels[((y + (i / 16)) * 100) + x + (i % 16)] == tile[i]);
    }

    [Fact]
    public async Task Finer_tiles_lie_where_the_coarse_ones_do()
    {
        Add("1", 200, 80);
        var half = Tiled with { Tiling = new() { Overlap = 4, Scale = 0.5, TrainingTiles = 5 } };

        var coarse = (await Load(half, scale: 1, seed: 1)).Images[0].Pixels;
        var fine = (await Load(half, scale: 2, seed: 1)).Images[0].Pixels;

        fine.Length.ShouldBe(4 * coarse.Length);
        for (var i = 0; i < coarse.Length; i++)
        {
            var at = (i / 256 * 1024) + (i / 16 % 16 * 64) + (i % 16 * 2);
            Math.Abs(coarse[i] - ((fine[at] + fine[at + 1] + fine[at + 32] + fine[at + 33]) / 4.0)).ShouldBeLessThanOrEqualTo(0.5);
        }
    }

    [Fact]
    public void Options_that_contradict_tiling_are_refused_with_their_places()
    {
        var faults = OptionsValidator.Check(Tiled with { Fit = FitMode.Pad, Tiling = new() { Overlap = 16, Scale = 5, MaxTiles = 0 } });

        faults.Select(f => f.Path).Order(StringComparer.Ordinal).ShouldBe(["$.fit", "$.tiling.maxTiles", "$.tiling.overlap", "$.tiling.scale"]);
    }

    private SourceFile Add(string name, int width, int height, int seed = 1) =>
        TestImages.Describe(folder.Add($"{name}.png", TestImages.Encoded(".png", width, height, seed)));

    private static async Task<List<PreparedBatch>> Run(SourceFile[] files, PreprocessingOptions preprocessing, int batchSize = 32)
    {
        var all = new List<PreparedBatch>();
        await foreach (var batch in new BatchPipeline(new() { BatchSize = batchSize, Workers = 2 }, new(), preprocessing, TimeProvider.System).RunAsync(files))
        {
            all.Add(batch);
        }

        return all;
    }

    private Task<PreparedImageSet> Load(PreprocessingOptions preprocessing, int scale, long seed) => PreparedImageSet.LoadAsync(
        new FolderSource(new() { Folder = folder.Path }, new FakeClock(TimeProvider.System.GetUtcNow().AddDays(1))).List(_ => { }, CancellationToken.None),
        new() { Workers = 2 },
        new(),
        preprocessing,
        scale,
        seed,
        TimeProvider.System,
        CancellationToken.None);
}
