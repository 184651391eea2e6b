using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.Ingest.Alignment;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>Parts that lie anyhow are turned upright all the way from training to the places that a scan reports.</summary>
[Collection(nameof(TrainedPlant))]
public sealed class AlignmentTests(PlantFixture fixture)
{
    [Fact]
    public async Task A_line_of_parts_that_lie_anyhow_is_trained_and_scanned_with_each_turned_upright()
    {
        using var plant = fixture.Plant.Copy();
        var good = Path.Combine(plant.Root, "images", "train", "good");
        Fill(good, 40);
        Fill(plant.Night, 6);
        plant.Redefine("\"preprocessing\": { \"width\": 16, \"height\": 16 },", string.Empty);
        plant.Redefine("\"model\": { \"levels\": 2, \"stepsPerLevel\": 1, \"hiddenChannels\": 8 },", string.Empty);
        plant.Redefine("\"score\": \"peak\", ", string.Empty);

        var (trained, text) = await plant.RunAsync("train", "--steps", "2", "--activate");
        trained.ShouldBe(ExitCode.Done, text);
        text.ShouldContain("turned upright: it lies anyhow before an even background");

        var (scanned, table) = await plant.RunAsync("scan");
        scanned.ShouldBe(ExitCode.Done, table);
        using var session = plant.Open();
        InForce.Load(session).Preprocessing.Alignment.ShouldNotBeNull();
        var rows = session.Store.ReadScores(session.Store.LastDecidingRun(session.Record.Id, "scan")!.Id).ToList();
        rows.Count.ShouldBe(6);

        // Only the part and what is just beside it is looked at: 54 pixels from its middle along it, and 16 across.
        rows.ShouldAllBe(r => Math.Abs(r.PeakX!.Value - 0.5) < 0.36 && Math.Abs(r.PeakY!.Value - 0.5) < 0.36);
    }

    [Fact]
    public async Task A_definition_that_asks_for_alignment_is_told_that_its_model_was_trained_without()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"preprocessing\": { \"width\": 16,", "\"preprocessing\": { \"alignment\": { \"width\": 90, \"height\": 70 }, \"width\": 16,");

        var (code, text) = await plant.RunAsync("scan");

        code.ShouldBe(ExitCode.Failed);
        text.ShouldContain("$.preprocessing.alignment: the definition has {");
    }

    private static void Fill(string folder, int count)
    {
        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
        {
            using var picture = new Pin(95 + (i % 10), 90 + (i % 7), 0.7 * i) { Seed = i + folder.Length }.Draw(200, 190);
            var file = Path.Combine(folder, $"{i:00}.png");
            File.WriteAllBytes(file, TestImages.Encode(picture, ".png"));
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddYears(40));
        }
    }
}
