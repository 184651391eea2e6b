using System.Text.Json;
using InspectFlow.Jobs.Commands;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>A model without local maps goes the whole way as well.</summary>
[Collection(nameof(TrainedPlant))]
public sealed class DenseTests(PlantFixture fixture)
{
    [Fact]
    public async Task A_line_whose_model_has_no_map_trains_scans_reports_and_explores()
    {
        using var plant = Dense();
        await RunAsync(plant, "train");
        (await plant.RunAsync("scan")).Code.ShouldBe(ExitCode.DoneWithFailedImages);
        await RunAsync(plant, "explore");
        await RunAsync(plant, "report");

        using var session = plant.Open();
        var run = session.Store.LastDecidingRun(session.Record.Id, "scan")!;
        var rows = session.Store.ReadScores(run.Id).ToList();
        rows.Count.ShouldBe(23);
        foreach (var row in rows)
        {
            (row.Nll, row.Typicality, row.Complexity, row.LatentDistance).ShouldBe((
                row.Nll.ShouldNotBeNull(), row.Typicality.ShouldNotBeNull(), row.Complexity.ShouldNotBeNull(), row.LatentDistance.ShouldNotBeNull()));
            (row.Peak, row.LocalTypicality, row.PeakX, row.PeakY).ShouldBe((null, null, null, null));
            row.DecidingScore.ShouldBe("typicality");
        }

        var extreme = session.Store.ListExtremes(run.Id).Where(e => e.Kind == ExtremeKind.Highest).ToList();
        extreme.ShouldNotBeEmpty();
        var highest = rows.Single(r => string.Equals(r.CaptureId, extreme[0].CaptureId, StringComparison.Ordinal));
        session.Store.ListEvidence(highest.ContentHash).Select(e => e.Kind).ShouldBe([EvidenceKind.Thumbnail, EvidenceKind.Picture]);
        File.ReadAllText(Path.Combine(plant.Output, "index.html")).ShouldContain("pair single");
    }

    [Fact]
    public async Task Calibrating_by_a_score_that_the_model_does_not_give_is_refused()
    {
        using var plant = Dense();
        await RunAsync(plant, "train");

        foreach (var source in new[] { "--images", "--activate" })
        {
            var (code, output) = await plant.RunAsync("calibrate", "--score", "peak", source);
            code.ShouldBe(ExitCode.Failed, output);
            output.ShouldContain("realnvp-dense) gives no peak. Calibrate by nll or typicality or complexity or last_scale.");
        }

        await RunAsync(plant, "calibrate", "--score", "nll", "--images");
    }

    [Fact]
    public async Task An_evaluation_leaves_out_the_scores_that_the_model_does_not_give()
    {
        using var plant = Dense();
        var output = Path.Combine(plant.Root, "evaluation");

        await RunAsync(plant, "evaluate", "--dataset", Path.Combine(plant.Root, "images"), "--out", output);

        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "metrics.json")));
        metrics.RootElement.GetProperty("family").GetString().ShouldBe("realnvp-dense");
        metrics.RootElement.GetProperty("score").GetString().ShouldBe("typicality");
        metrics.RootElement.GetProperty("by_score").EnumerateObject().Select(s => s.Name).ShouldBe(["nll", "typicality", "complexity", "last_scale"]);
    }

    private static async Task RunAsync(Plant plant, string verb, params string[] arguments)
    {
        var (code, output) = await plant.RunAsync(verb, arguments).ConfigureAwait(false);
        code.ShouldBe(ExitCode.Done, output);
    }

    // Its own database: in the copied one another model is in force.
    private Plant Dense()
    {
        var plant = fixture.Plant.Copy();
        plant.Redefine("inspectflow.db", "dense.db");
        plant.Redefine("\"levels\": 2,", "\"family\": \"realnvp-dense\",");
        plant.Redefine("\"score\": \"peak\", ", string.Empty);
        return plant;
    }
}
