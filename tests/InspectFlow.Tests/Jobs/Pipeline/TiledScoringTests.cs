using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.Model;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Pipeline;

public sealed class TiledScoringTests : IDisposable
{
    private static readonly FlowArchitecture Architecture = ToyImages.Architecture with { Height = 16, Width = 16 };
    private static readonly PreprocessingOptions Whole = new() { Width = 16, Height = 16 };
    private static readonly PreprocessingOptions Tiled = Whole with { Tiling = new() { Overlap = 4 } };

    private readonly TempFolder folder = new();
    private ModelBundle? bundle;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_picture_that_is_exactly_one_tile_has_the_scores_that_it_has_without_tiling()
    {
        var file = Add("a", 16, 16);

        var whole = (await Score([file], Whole)).Single();
        var tiled = (await Score([file], Tiled)).Single();

        ShouldBeNear(tiled.Scores! with { Tiles = null }, whole.Scores!, 1e-6);
        (whole.Scores!.Tiles, tiled.Scores!.Tiles).ShouldBe((null, 1));
        tiled.Map!.Values.ShouldBe(whole.Map!.Values);
        (tiled.Map.Content, tiled.Map.SourceRegion).ShouldBe((whole.Map.Content, whole.Map.SourceRegion));
    }

    [Fact]
    public async Task The_score_depends_on_neither_the_batch_nor_the_pictures_beside_it()
    {
        SourceFile[] files = [Add("a", 50, 40, 1), Add("b", 16, 16, 2), Add("c", 29, 33, 3)];

        var together = await Score(files, Tiled, batchSize: 32);
        var small = await Score(files, Tiled, batchSize: 3);
        foreach (var (a, b) in together.Zip(small))
        {
            ShouldBeNear(a.Scores!, b.Scores!, 1e-5);
        }

        for (var i = 0; i < files.Length; i++)
        {
            var alone = (await Score([files[i]], Tiled, batchSize: 32)).Single();
            alone.Scores.ShouldBe(together[i].Scores);
            alone.Map!.Values.ShouldBe(together[i].Map!.Values);
        }
    }

    [Fact]
    public async Task The_sum_of_the_blended_map_is_the_nll_and_its_highest_place_the_peak()
    {
        var image = (await Score([Add("a", 50, 40)], Tiled)).Single();

        var map = image.Map!;
        (map.Width, map.Height, image.Scores!.Tiles).ShouldBe((50, 40, 12));
        map.Values.Sum(v => (double)v).ShouldBe(image.Scores.Nll!.Value, 1e-6);
        var highest = Array.IndexOf(map.Values, map.Values.Max());
        (image.Scores.PeakX, image.Scores.PeakY).ShouldBe((((highest % 50) + 0.5) / 50, ((highest / 50) + 0.5) / 40));
        image.Scores.BitsPerDim!.Value.ShouldBe(image.Scores.Nll.Value / (2000 * Math.Log(2)), 1e-12);

        // The hundredth part of a tile, 3 pixels, not of the picture.
        image.Scores.Peak!.Value.ShouldBe(map.Values.OrderDescending().Take(3).Average(v => (double)v), 1e-6);
    }

    [Fact]
    public async Task Padding_is_in_no_score()
    {
        // Narrower and lower than a tile: no padded pixel is counted.
        var file = Add("a", 10, 6);
        var image = (await Score([file], Tiled)).Single();

        (image.Map!.Width, image.Map.Height, image.Map.Content.Width, image.Map.Content.Height).ShouldBe((10, 6, 10, 6));
        image.Map.Values.Sum(v => (double)v).ShouldBe(image.Scores!.Nll!.Value, 1e-6);
        image.Scores.BitsPerDim!.Value.ShouldBe(image.Scores.Nll.Value / (60 * Math.Log(2)), 1e-12);
        var (x, y) = (image.Scores.PeakX!.Value, image.Scores.PeakY!.Value);
        (x > 0 && x < 1 && y > 0 && y < 1).ShouldBeTrue();

        // Its last scale counts by the share of the tile that the picture fills.
        var padded = Whole with { Fit = FitMode.Pad };
        var filled = Add("b", 16, 16, 1);
        var whole = (await Score([filled], padded)).Single();
        var tiled = (await Score([filled], Tiled)).Single();
        tiled.Scores!.LastScaleNll!.Value.ShouldBe(whole.Scores!.LastScaleNll!.Value, 1e-4);
        Math.Abs(image.Scores.LastScaleNll!.Value).ShouldBeLessThan(Math.Abs(tiled.Scores.LastScaleNll!.Value));
    }

    [Fact]
    public async Task A_large_map_is_kept_small_and_still_shows_the_whole_picture()
    {
        var file = Add("a", 1600, 1000);

        var image = (await Score([file], Tiled with { Tiling = new() { Overlap = 4, MaxTiles = 20_000 } })).Single();

        image.Map!.Values.Length.ShouldBe(800 * 500);
        (image.Map.Width, image.Map.Height).ShouldBe((800, 500));
        image.Map.SourceRegion.ShouldBe(new OpenCvSharp.Rect(0, 0, 1600, 1000));
        var (x, y) = image.Map.FindPeak(1600, 1000);
        Math.Abs(x - image.Scores!.PeakX!.Value).ShouldBeLessThan(2.0 / 1600);
        Math.Abs(y - image.Scores.PeakY!.Value).ShouldBeLessThan(2.0 / 1000);
    }

    [Fact]
    public async Task A_file_without_a_picture_has_no_score_and_the_others_have()
    {
        var broken = TestImages.Describe(folder.Add("b.png", "no image"u8.ToArray()));

        var images = await Score([Add("a", 20, 20), broken, Add("c", 20, 20, 2)], Tiled);

        images.Select(i => i.Scores is not null).ShouldBe([true, false, true]);
    }

    private static void ShouldBeNear(ScoreValues actual, ScoreValues expected, double share)
    {
        var pairs = new Func<ScoreValues, double?>[]
        {
            s => s.Nll, s => s.BitsPerDim, s => s.LastScaleNll, s => s.Peak, s => s.Complexity, s => s.LatentDistance, s => s.Pc1,
            s => s.Pc2, s => s.LastScale, s => s.PeakX, s => s.PeakY,
        };
        foreach (var value in pairs)
        {
            value(actual)!.Value.ShouldBe(value(expected)!.Value, share * Math.Max(1, Math.Abs(value(expected)!.Value)));
        }

        actual.Tiles.ShouldBe(expected.Tiles);
    }

    private async Task<List<ScoredImage>> Score(IEnumerable<SourceFile> files, PreprocessingOptions preprocessing, int batchSize = 8)
    {
        bundle ??= ToyBundle.Save(folder.File("model"), Architecture);
        using var scorer = new ImageScorer(bundle, preprocessing, new() { BatchSize = batchSize, Device = "cpu" }, peakPercent: 1);
        var all = new List<ScoredImage>();
        var ingest = new BatchPipeline(new() { BatchSize = batchSize, Workers = 2 }, new(), preprocessing, TimeProvider.System);
        await foreach (var batch in ingest.RunAsync(files))
        {
            using (batch)
            {
                all.AddRange(scorer.Score(batch));
            }
        }

        return all;
    }

    private SourceFile Add(string name, int width, int height, int seed = 1) =>
        TestImages.Describe(folder.Add($"{name}.png", TestImages.Encoded(".png", width, height, seed)));
}
