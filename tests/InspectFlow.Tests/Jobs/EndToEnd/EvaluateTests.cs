using System.Globalization;
using System.Text.Json;
using InspectFlow.Jobs.Commands;
using InspectFlow.Scoring;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(TrainedPlant))]
public sealed class EvaluateTests(PlantFixture fixture)
{
    [Fact]
    public async Task A_labelled_set_gives_metrics_for_every_score()
    {
        using var plant = fixture.Plant.Copy();
        var output = Path.Combine(plant.Root, "evaluation");
        Directory.Delete(Path.Combine(plant.Root, "images", "ground_truth"), recursive: true);

        var (code, text) = await plant.RunAsync("evaluate", "--dataset", Path.Combine(plant.Root, "images"), "--out", output);

        code.ShouldBe(ExitCode.Done, text);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "metrics.json")));
        var root = metrics.RootElement;
        var (good, defective) = Peaks(Path.Combine(output, "scores.csv"));
        root.GetProperty("image_auroc").GetDouble().ShouldBe(good.Average(g => defective.Average(d => d > g ? 1 : d.Equals(g) ? 0.5 : 0)), 1e-12);
        var review = root.GetProperty("scores").GetProperty("peak").GetProperty("threshold").GetProperty("review").GetDouble();
        root.GetProperty("false_alarm_rate").GetProperty("review").GetDouble().ShouldBe(good.Average(g => g > review ? 1.0 : 0), 1e-12);
        root.GetProperty("detection_rate").GetProperty("review").GetDouble().ShouldBe(defective.Average(d => d > review ? 1.0 : 0), 1e-12);
        root.GetProperty("image_auroc").GetDouble().ShouldBe(root.GetProperty("by_score").GetProperty("peak").GetProperty("image_auroc").GetDouble());
        root.GetProperty("image_auroc_per_defect").EnumerateObject().Count().ShouldBe(5);
        root.GetProperty("pixel_auroc").ValueKind.ShouldBe(JsonValueKind.Null);
        text.ShouldContain("the data set has no folder ground_truth");
        root.GetProperty("images").GetProperty("test_good").GetInt32().ShouldBe(16);
        root.GetProperty("images").GetProperty("test_defective").GetInt32().ShouldBe(5);
        root.GetProperty("bits_per_dim").GetDouble().ShouldBeInRange(0, 16);
        root.GetProperty("gaussian_bits_per_dim").GetDouble().ShouldBeInRange(0, 16);
        root.GetProperty("model_sha256").GetString()!.Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_test_set_without_kinds_or_pictures_is_refused_before_anything_is_trained()
    {
        using var plant = fixture.Plant.Copy();
        var test = Path.Combine(plant.Root, "images", "test");
        var picture = Directory.EnumerateFiles(test, "*.png", SearchOption.AllDirectories).First();
        File.Copy(picture, Path.Combine(test, "loose.png"));

        var (code, text) = await plant.RunAsync("evaluate", "--dataset", Path.Combine(plant.Root, "images"), "--out", Path.Combine(plant.Root, "evaluation"));
        code.ShouldBe(ExitCode.Usage);
        text.ShouldContain("1 pictures lie in ");
        text.ShouldContain("loose.png");

        Directory.Delete(test, recursive: true);
        Directory.CreateDirectory(Path.Combine(test, "good"));
        (code, text) = await plant.RunAsync("evaluate", "--dataset", Path.Combine(plant.Root, "images"), "--out", Path.Combine(plant.Root, "evaluation"));
        code.ShouldBe(ExitCode.Usage);
        text.ShouldContain("has no pictures to measure on");
        text.ShouldNotContain("training");
    }

    [Fact]
    public async Task Masks_give_pixel_metrics_for_every_score_with_a_map_and_pictures_for_people()
    {
        using var plant = fixture.Plant.Copy();
        var output = Path.Combine(plant.Root, "evaluation");
        var dataset = Path.Combine(plant.Root, "images");
        var defects = Defects(dataset);
        File.Delete(MaskOf(dataset, defects[0]));
        WriteMask(dataset, defects[1], 96, 72, default);

        var (code, text) = await plant.RunAsync("evaluate", "--dataset", dataset, "--out", output, "--pictures", "2");

        code.ShouldBe(ExitCode.Done, text);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "metrics.json")));
        var root = metrics.RootElement;
        var scores = root.GetProperty("scores");
        scores.EnumerateObject().Select(s => s.Name).ShouldBe(ScoreNames.All);
        foreach (var score in scores.EnumerateObject())
        {
            var hasMap = score.Name is "nll" or "peak" or "local_typicality" or "joint";
            (score.Value.GetProperty("pixel_auroc").ValueKind == JsonValueKind.Number).ShouldBe(hasMap, score.Name);
            (score.Value.GetProperty("aupro").ValueKind == JsonValueKind.Number).ShouldBe(hasMap, score.Name);
            double.IsFinite(score.Value.GetProperty("threshold").GetProperty("review").GetDouble()).ShouldBeTrue();
            text.ShouldContain($" {score.Name} ");
        }

        root.GetProperty("pixel_auroc").GetDouble().ShouldBe(scores.GetProperty("peak").GetProperty("pixel_auroc").GetDouble());
        var truth = root.GetProperty("ground_truth");
        truth.GetProperty("pictures").GetInt32().ShouldBe(16 + 3);
        truth.GetProperty("without_mask").EnumerateArray().Select(e => e.GetString()).ShouldBe([defects[0]]);
        truth.GetProperty("empty_masks").EnumerateArray().Select(e => e.GetString()).ShouldBe([defects[1]]);
        text.ShouldContain($"1 defective pictures have no mask and are left out of the pixel metrics: {defects[0]}");

        var pictures = Directory.GetFiles(Path.Combine(output, "defects"), "*.png");
        pictures.Length.ShouldBeInRange(2, 4);
        using var panel = Cv2.ImDecode(await File.ReadAllBytesAsync(pictures[0]), ImreadModes.Color);
        panel.Width.ShouldBeGreaterThan(2 * 384);
        Undocumented(root).ShouldBeEmpty("schemas/metrics.md names every key");
    }

    [Fact]
    public async Task A_mask_of_another_size_is_refused_before_training()
    {
        using var plant = fixture.Plant.Copy();
        var dataset = Path.Combine(plant.Root, "images");
        WriteMask(dataset, Defects(dataset)[0], 95, 72, new Rect(0, 0, 5, 5));

        var (code, text) = await plant.RunAsync("evaluate", "--dataset", dataset, "--out", Path.Combine(plant.Root, "evaluation"));

        code.ShouldBe(ExitCode.Failed);
        text.ShouldContain("_mask.png has 95×72 pixels");
        text.ShouldNotContain("training");
    }

    [Fact]
    public async Task A_folder_of_another_layout_is_refused_with_what_is_missing()
    {
        using var empty = new TempFolder();

        var (code, text) = await Plant.RunAsync(CancellationToken.None, "evaluate", "--dataset", empty.Path, "--out", empty.File("none"));

        code.ShouldBe(ExitCode.Usage);
        text.ShouldContain(empty.File("train/good"));
    }

    [Fact]
    public async Task The_good_images_are_explored_without_touching_the_night_s_runs()
    {
        using var plant = fixture.Plant.Copy();

        var (code, text) = await plant.RunAsync("explore");

        code.ShouldBe(ExitCode.Done, text);
        File.ReadAllLines(Path.Combine(plant.Output, "good-images", "extremal.csv"))
            .Count(l => !l.Contains(",flagged,", StringComparison.Ordinal)).ShouldBe(1 + (4 * 12));
        using var session = plant.Open();
        session.Store.LastDecidingRun(session.Record.Id, "scan").ShouldBeNull();
    }

    // Of the test images that could be read: the first folder of a path is its kind.
    private static (List<double> Good, List<double> Defective) Peaks(string table)
    {
        var rows = File.ReadAllLines(table).Select(l => l.Split(',')).ToList();
        var (path, peak) = (Array.IndexOf(rows[0], "path"), Array.IndexOf(rows[0], "peak"));
        var scores = rows.Skip(1).ToLookup(r => r[path].StartsWith("good/", StringComparison.Ordinal), r => double.Parse(r[peak], CultureInfo.InvariantCulture));
        return ([.. scores[true]], [.. scores[false]]);
    }

    private static List<string> Defects(string dataset) => [.. Directory.GetFiles(Path.Combine(dataset, "test"), "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Path.Combine(dataset, "test"), f)).Where(f => !f.StartsWith("good", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    private static void WriteMask(string dataset, string picture, int width, int height, Rect defect)
    {
        using var mask = new Mat(height, width, MatType.CV_8UC1, Scalar.All(0));
        using (var part = mask.SubMat(defect is { Width: > 0 } ? defect : new Rect(0, 0, 1, 1)))
        {
            part.SetTo(Scalar.All(defect.Width > 0 ? 1 : 0));
        }

        Cv2.ImEncode(".png", mask, out var bytes, new ImageEncodingParam(ImwriteFlags.PngCompression, 1));
        File.WriteAllBytes(MaskOf(dataset, picture), bytes);
    }

    private static string MaskOf(string dataset, string picture) =>
        Path.Combine(dataset, "ground_truth", Path.ChangeExtension(picture, null) + "_mask.png");

    // Names of kinds and scores are the data set's and the model's.
    private static IEnumerable<string> Undocumented(JsonElement root)
    {
        var documented = File.ReadAllText(Repository.PathOf("schemas/metrics.md")).Split('`').Where((_, i) => i % 2 == 1).ToHashSet(StringComparer.Ordinal);
        var names = root.EnumerateObject().Select(p => p.Name)
            .Concat(root.GetProperty("ground_truth").EnumerateObject().Select(p => "ground_truth." + p.Name))
            .Concat(root.GetProperty("images").EnumerateObject().Select(p => "images." + p.Name));
        foreach (var score in root.GetProperty("scores").EnumerateObject())
        {
            names = names.Concat(score.Value.EnumerateObject().SelectMany(p => p.Value.ValueKind == JsonValueKind.Object && p.Name != "image_auroc_per_defect"
                ? p.Value.EnumerateObject().Select(m => $"scores.NAME.{p.Name}.{m.Name}")
                : [$"scores.NAME.{p.Name}"]));
        }

        return names.Where(n => !documented.Contains(n)).Distinct();
    }
}
