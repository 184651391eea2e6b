using System.Globalization;
using InspectFlow.Jobs.Commands;
using InspectFlow.Reporting.Storage;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>A line whose pictures are far larger than the model's input: a drawn web of 700 × 180 pixels in tiles of 64 × 64.</summary>
public sealed class TilingTests : IDisposable
{
    private const int Width = 700;
    private const int Height = 180;

    private const string Definition =
        """
        {
          "name": "web",
          "source": { "folder": "scan" },
          "goodImages": { "folders": ["good"], "grouping": { "nearDuplicates": null } },
          "preprocessing": { "width": 64, "height": 64, "tiling": { "overlap": 8, "trainingTiles": 6 } },
          "model": { "levels": 2, "stepsPerLevel": 1, "hiddenChannels": 8 },
          "training": { "steps": 12, "batchSize": 16 },
          "calibration": { "percentiles": { "review": 60 } },
          "scan": { "batchSize": 8 }
        }
        """;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_tiled_line_trains_finds_where_the_defect_is_and_tells_the_number_of_tiles()
    {
        for (var i = 0; i < 24; i++)
        {
            Draw($"good/{i:00}.png", i, hole: null);
        }

        Draw("scan/good.png", 100, hole: null);
        Draw("scan/hole.png", 101, hole: (531, 47));
        folder.Write("line.json", Definition);

        var (trained, training) = await RunAsync("train");
        var (scanned, scan) = await RunAsync("scan");

        trained.ShouldBe(ExitCode.Done, training);
        training.ShouldContain("tiles        52 a picture (13×4 of 64×64, overlap at least 8), 1248 in all");
        scanned.ShouldBe(ExitCode.Done, scan);
        scan.ShouldContain("tiles        52 a picture (13×4 of 64×64, overlap at least 8), 104 in all");
        var rows = Table(folder.File("out/web/scores.csv")).ToDictionary(r => r["path"], StringComparer.Ordinal);
        rows.Values.ShouldAllBe(r => r["tiles"] == "52" && r["width"] == "700");
        var defect = rows["hole.png"];
        defect["outcome"].ShouldNotBe("ok");
        Number(defect["local_typicality"]).ShouldBeGreaterThan(2 * Number(rows["good.png"]["local_typicality"]));
        (Number(defect["peak_x"]) * Width).ShouldBeInRange(531 - 12, 531 + 12);
        (Number(defect["peak_y"]) * Height).ShouldBeInRange(47 - 12, 47 + 12);

        // The crop is of the source's own pixels, round the hole.
        using var store = InspectionStore.Open(folder.File("inspectflow.db"), TimeProvider.System);
        var hash = store.ReadFlagged(store.ListRuns(store.FindLine("web")!.Id).Single().Id).Single(r => r.Path == "hole.png").ContentHash;
        var evidence = store.ListEvidence(hash);
        evidence.Select(e => e.Kind).ShouldBe(Enum.GetValues<EvidenceKind>());
        var crop = evidence.Single(e => e.Kind == EvidenceKind.Crop);
        (crop.PeakX!.Value * Width).ShouldBeInRange(531 - 12, 531 + 12);
        (crop.PeakY!.Value * Height).ShouldBeInRange(47 - 12, 47 + 12);
        var (picture, layer, shown) = (Stored(EvidenceKind.Picture), Stored(EvidenceKind.Layer), Stored(EvidenceKind.Crop));
        (picture.Width, picture.Height, layer.Width, layer.Height, shown.Width, shown.Height).ShouldBe((700, 180, 700, 180, 192, 192));
        store.FindNeighbours([hash], crop.ModelId!).ShouldHaveSingleItem();

        EncodedPicture Stored(EvidenceKind kind) => store.GetPicture(evidence.Single(e => e.Kind == kind).Picture)!;
    }

    [Fact]
    public async Task Even_light_and_contrast_go_with_tiles_and_a_definition_that_tiles_otherwise_is_refused()
    {
        var definition = Definition
            .Replace("\"steps\": 12", "\"steps\": 2", StringComparison.Ordinal)
            .Replace("\"height\": 64,", "\"height\": 64, \"flatField\": {}, \"clahe\": {},", StringComparison.Ordinal);
        for (var i = 0; i < 20; i++)
        {
            Draw($"good/{i:00}.png", i, hole: null);
        }

        Draw("scan/good.png", 100, hole: null);
        folder.Write("line.json", definition);
        var (trained, training) = await RunAsync("train");
        trained.ShouldBe(ExitCode.Done, training);

        folder.Write("line.json", definition.Replace("\"overlap\": 8", "\"overlap\": 9", StringComparison.Ordinal));
        var (code, output) = await RunAsync("scan");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("$.preprocessing.tiling.overlap: the definition has 9, the model 8");
    }

    [Fact]
    public async Task A_flow_over_features_looks_at_tiles_where_the_line_asks_for_both()
    {
        for (var i = 0; i < 44; i++)
        {
            Draw($"good/{i:00}.png", i, hole: null);
        }

        Draw("scan/good.png", 100, hole: null);
        Draw("scan/hole.png", 101, hole: (531, 47));
        folder.Write("line.json", Definition
            .Replace("\"model\": { \"levels\": 2, \"stepsPerLevel\": 1, \"hiddenChannels\": 8 }", "\"model\": { \"family\": \"feature\", \"painted\": false }", StringComparison.Ordinal)
            .Replace("{ \"nearDuplicates\": null } }", "{ \"nearDuplicates\": null }, \"split\": { \"calibrateShare\": 0.5 } }", StringComparison.Ordinal));

        var (trained, training) = await RunAsync("train");
        var (scanned, scan) = await RunAsync("scan");

        trained.ShouldBe(ExitCode.Done, training);
        training.ShouldContain("22 to calibrate on");
        scanned.ShouldBe(ExitCode.Done, scan);
        var rows = Table(folder.File("out/web/scores.csv")).ToDictionary(r => r["path"], StringComparer.Ordinal);
        rows.Values.ShouldAllBe(r => r["tiles"] == "52" && r["joint"] == string.Empty);
        var defect = rows["hole.png"];
        Number(defect["peak"]).ShouldBeGreaterThan(Number(rows["good.png"]["peak"]));
        (Number(defect["peak_x"]) * Width).ShouldBeInRange(531 - 24, 531 + 24);
        (Number(defect["peak_y"]) * Height).ShouldBeInRange(47 - 24, 47 + 24);
    }

    private Task<(int Code, string Output)> RunAsync(string verb) => Plant.RunAsync(CancellationToken.None, verb, "--line", folder.File("line.json"));

    private void Draw(string name, int seed, (int X, int Y)? hole)
    {
        var random = new KeyedRandom(seed);
        var (phaseX, phaseY) = (random.NextDouble() * 6, random.NextDouble() * 6);
        var pixels = new byte[Width * Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i % Width, i / Width);
            var weave = Math.Sin((x / 2.0) + phaseX) * Math.Sin((y / 1.7) + phaseY);
            var isHole = hole is { } h && Math.Pow(x - h.X, 2) + Math.Pow(y - h.Y, 2) < 25;
            pixels[i] = (byte)Math.Clamp((isHole ? 10 : 120 + (40 * weave)) + (5 * random.NextGaussian()), 0, 255);
        }

        using var picture = Mat.FromPixelData(Height, Width, MatType.CV_8UC1, pixels);
        Cv2.ImEncode(".png", picture, out var bytes).ShouldBeTrue();
        folder.Add(name, bytes);
        File.SetLastWriteTimeUtc(folder.File(name), new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<Dictionary<string, string>> Table(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        return lines.Skip(1).Select(l => header.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
    }
}
