using System.Text.Json;
using InspectFlow.Jobs.Commands;
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

        var (code, text) = await plant.RunAsync("evaluate", "--dataset", Path.Combine(plant.Root, "images"), "--out", output);

        code.ShouldBe(ExitCode.Done, text);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "metrics.json")));
        var root = metrics.RootElement;
        root.GetProperty("image_auroc").GetDouble().ShouldBe(root.GetProperty("by_score").GetProperty("peak").GetProperty("image_auroc").GetDouble());
        root.GetProperty("image_auroc_per_defect").EnumerateObject().Count().ShouldBe(5);
        root.GetProperty("pixel_auroc").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("images").GetProperty("test_good").GetInt32().ShouldBe(16);
        root.GetProperty("images").GetProperty("test_defective").GetInt32().ShouldBe(5);
        root.GetProperty("bits_per_dim").GetDouble().ShouldBeInRange(0, 16);
        root.GetProperty("gaussian_bits_per_dim").GetDouble().ShouldBeInRange(0, 16);
        root.GetProperty("model_sha256").GetString()!.Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_folder_of_another_layout_is_refused_with_what_is_missing()
    {
        var (code, text) = await Plant.RunAsync(
            CancellationToken.None, "evaluate", "--dataset", Path.GetTempPath(), "--out", Path.Combine(Path.GetTempPath(), "none"));

        code.ShouldBe(ExitCode.Usage);
        text.ShouldContain(Path.Combine(Path.GetTempPath(), "train", "good"));
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
        session.Store.LastRun(session.Record.Id, "scan").ShouldBeNull();
    }
}
