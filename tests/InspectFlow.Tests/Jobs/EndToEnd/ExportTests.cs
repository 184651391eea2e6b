using InspectFlow.Jobs.Commands;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(TrainedPlant))]
public sealed class ExportTests(PlantFixture fixture)
{
    [Fact]
    public async Task Judged_images_are_a_data_set_that_evaluate_takes()
    {
        using var plant = fixture.Plant.Copy();
        Directory.Delete(Path.Combine(plant.Root, "images", "ground_truth"), recursive: true);
        Directory.Delete(plant.Night, recursive: true);
        plant.Redefine("\"folder\": \"images/night\"", "\"folder\": \"images\", \"settleTime\": \"00:00:00\"");
        (await plant.RunAsync("scan")).Code.ShouldBeOneOf(ExitCode.Done, ExitCode.DoneWithFailedImages);
        JudgeByFolder(plant);
        var dataset = Path.Combine(plant.Root, "dataset");

        var (code, text) = await plant.RunAsync("export", "--out", dataset);

        code.ShouldBe(ExitCode.Done, text);
        text.ShouldContain("5 defective under test/");
        Directory.GetFiles(Path.Combine(dataset, "train", "good")).Length.ShouldBeGreaterThan(30);
        (code, text) = await plant.RunAsync("evaluate", "--dataset", dataset, "--out", Path.Combine(plant.Root, "evaluation"));
        code.ShouldBe(ExitCode.Done, text);
        File.ReadAllText(Path.Combine(plant.Root, "evaluation", "metrics.json")).ShouldContain("\"test_defective\": 5");

        (code, text) = await plant.RunAsync("export", "--out", dataset);
        code.ShouldBe(ExitCode.Failed);
        text.ShouldContain("there is something in this folder");
    }

    [Fact]
    public async Task Without_a_database_it_says_how_to_judge()
    {
        using var plant = fixture.Plant.Copy();
        File.Delete(plant.Line.Database);

        var (code, text) = await plant.RunAsync("export", "--out", Path.Combine(plant.Root, "dataset"));

        code.ShouldBe(ExitCode.Usage);
        text.ShouldContain("inspectflow review --line");
    }

    private static void JudgeByFolder(Plant plant)
    {
        using var session = plant.Open();
        var run = session.Store.ListRuns(session.Record.Id).First(r => r.Job is "scan");
        session.Store.AddVerdicts([.. session.Store.ReadScores(run.Id).ToList().Select(r =>
        {
            var isGood = r.Path.Contains("/good/", StringComparison.Ordinal);
            return new NewVerdict
            {
                CaptureId = r.CaptureId,
                SeenVersion = 0,
                CalibrationId = r.CalibrationId,
                Verdict = isGood ? VerdictKind.Good : VerdictKind.Defective,
                DefectType = isGood ? null : r.Path.Split('/')[1],
                GivenBy = "Anna",
            };
        })]);
    }
}
