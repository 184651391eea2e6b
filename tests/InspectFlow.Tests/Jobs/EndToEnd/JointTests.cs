using System.Globalization;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Choosing;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(TrainedPlant))]
public sealed class JointTests(PlantFixture fixture)
{
    [Fact]
    public async Task A_line_can_decide_by_both_views_joined_and_shows_the_joint_map()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        plant.Redefine("\"score\": \"peak\", \"percentiles\": { \"review\": 80 }", "\"score\": \"joint\", \"percentiles\": { \"review\": 60 }");

        (await plant.RunAsync("calibrate", "--activate")).Output.ShouldContain("score        joint (named by the line definition)");
        using var session = plant.Open();
        var inForce = InForce.Load(session);
        inForce.Calibration.Score.ShouldBe("joint");
        var (code, output) = await plant.RunAsync("scan");

        code.ShouldBeOneOf(ExitCode.Done, ExitCode.DoneWithFailedImages);
        output.ShouldContain("score        joint (named by the line definition)");
        var rows = session.Store.ReadScores(session.Store.LastDecidingRun(session.Record.Id, "scan")!.Id).ToList();
        rows.Count.ShouldBeGreaterThan(15);
        rows.ShouldAllBe(r => r.DecidingScore == "joint" && r.Joint != null && r.Margin == r.Joint - inForce.Calibration.Calibration.Review.Value);
        File.ReadLines(Path.Combine(plant.Output, "scores.csv")).First().ShouldEndWith(",tiles,last_scale,joint");
    }

    [Fact]
    public async Task The_score_is_the_peak_of_the_map_that_the_pipeline_keeps_and_places_it_where_the_local_view_is_highest()
    {
        using var plant = fixture.Plant.Copy();
        using var session = plant.Open();
        var images = await ScoreAsync(session, MapKinds.Nll | MapKinds.Joint);

        var percent = session.Line.PeakPercentOf(session.Line.Model.Family);
        foreach (var image in images)
        {
            var joint = image.MapOf("joint")!;
            joint.ShouldBeSameAs(image.JointMap!.Value);
            image.MapOf("local_typicality").ShouldBeSameAs(image.Map);
            var content = joint.Content;
            PeakScore.Of(joint.Values, joint.Width, content.X, content.Y, content.Width, content.Height, percent)
                .ShouldBe(image.Scores!.Joint!.Value, 1e-5 * Math.Max(1, image.Scores.Joint.Value));
            joint.Values[Array.IndexOf(image.NllMap!.Values, image.NllMap.Values.Max())].ShouldBe(joint.Values.Max());
        }

        (await ScoreAsync(session, MapKinds.None)).ShouldAllBe(i => i.JointMap == null && i.MapOf("joint") == i.Map && i.Scores!.Joint != null);
    }

    [Fact]
    public async Task The_scale_of_joint_maps_is_their_own()
    {
        using var plant = fixture.Plant.Copy();
        (await plant.RunAsync("calibrate", "--images", "--score", "joint", "--activate")).Code.ShouldBe(ExitCode.Done);
        using var session = plant.Open();

        var details = InForce.Load(session).Calibration.Details;
        details.ShouldContain("jointMapScale");
        var read = System.Text.Json.JsonSerializer.Deserialize<InspectFlow.Jobs.Calibrating.CalibrationDetails>(
            details, InspectFlow.Jobs.Definitions.LineJson.Options)!;
        read.ScaleOf("joint").ShouldBe(read.JointMapScale);
        read.ScaleOf("peak").ShouldBe(read.MapScale);
    }

    [Fact]
    public async Task What_decides_and_why_is_told_by_models_and_doctor()
    {
        using var plant = fixture.Plant.Copy();
        (await plant.RunAsync("models")).Output.ShouldContain("peak (named by the line definition)");
        (await plant.RunAsync("doctor")).Output.ShouldContain("ok    score: peak (named by the line definition)");

        plant.Redefine("\"score\": \"peak\", ", string.Empty);

        (await plant.RunAsync("doctor")).Output.ShouldContain(
            "warn  score: peak (of the calibration in force; 'calibrate' would take local_typicality: the default of glow)");
    }

    [Fact]
    public async Task Scores_are_tried_on_painted_select_images_against_thresholds_of_others_and_the_same_way_every_time()
    {
        using var plant = fixture.Plant.Copy();
        using var session = plant.Open();
        var line = session.Line with { Calibration = session.Line.Calibration with { Score = null } };
        var images = await PreparedImageSet.LoadAsync(
            new FolderSource(new FolderSourceOptions { Folder = line.GoodImages!.Folders[0], SettleTime = TimeSpan.Zero }, TimeProvider.System)
                .List(_ => { }, CancellationToken.None),
            new BatchOptions(), line.Decoding, line.Preprocessing, 1, 0, TimeProvider.System, CancellationToken.None);
        var before = images.Images.Select(i => Convert.ToHexString(i.Pixels)).ToList();
        List<SplitEntry> select = [.. images.Images.Take(8).Select(i => new SplitEntry(i.RelativePath, i.ContentHash, i.ContentHash))];
        PreparedImage[] calibrate = [.. images.Images.Skip(8).Take(ScoreChooser.FewestForThreshold)];
        var bundle = InForce.Load(session).Bundle;

        ScoreRecommendation? Run() => new ScoreTrials(Paint, ["none", "checks"], seed: 4)
            .Run(line, TimeProvider.System, bundle, images, select, ScoreTrials.MostImages, calibrate, CancellationToken.None);
        var recommendation = Run().ShouldNotBeNull();

        // What is painted with nothing cannot be told apart; a board of black and white pixels can, by the likelihood at least.
        recommendation.Separations.Select(s => s.Score).ShouldBe(ScoreNames.All, ignoreOrder: true);
        recommendation.Separations.ShouldAllBe(s => s.AurocPerFamily["none"] == 0.5);
        recommendation.Separations.Single(s => s.Score == "nll").AurocPerFamily["checks"].ShouldBe(1);
        recommendation.Separations.Single(s => s.Score == "nll").Found!.Value.ShouldBeInRange(0.5, 0.75, "all that is painted, few that is good");
        Run()!.Reason.ShouldBe(recommendation.Reason);
        images.Images.Select(i => Convert.ToHexString(i.Pixels)).ShouldBe(before, "good images stay as they are");
        new ScoreTrials(Paint, ["none"], 4).Run(
            line with { Preprocessing = line.Preprocessing with { Tiling = new() } }, TimeProvider.System, bundle, images, select, ScoreTrials.MostImages, calibrate, CancellationToken.None)
            .ShouldBeNull();
        new ScoreTrials(Paint, ["unseen"], 4).Run(line, TimeProvider.System, bundle, images, select, ScoreTrials.MostImages, calibrate, CancellationToken.None)
            .ShouldBeNull("what cannot be seen tells nothing");

        List<SplitEntry> side = [.. calibrate.Select(i => new SplitEntry(i.RelativePath, i.ContentHash, i.ContentHash))];
        var own = ScoreTrials.Recommend(line, TimeProvider.System, bundle, images, images, select, ScoreTrials.MostImages, side, 4, CancellationToken.None)!;
        own.Separations[0].AurocPerFamily.Keys.ShouldBe(InspectFlow.Model.DefectFamilies.HeldOut.Select(f => f.Name));
    }

    private static bool Paint(PreparedImage image, PreparedImage other, string family, KeyedRandom random)
    {
        var offset = random.NextInt(2);
        for (var i = 0; i < image.Pixels.Length && family == "checks"; i++)
        {
            image.Pixels[i] = (byte)((i + (i / 16) + offset) % 2 * 255);
        }

        return other.Content.Width == image.Content.Width && family != "unseen";
    }

    private static async Task<List<ScoredImage>> ScoreAsync(LineSession session, MapKinds maps)
    {
        var images = new List<ScoredImage>();
        using var pipeline = new PipelineFactory(session.Line, TimeProvider.System).Open(InForce.Load(session).Bundle, 4, maps);
        await pipeline.RunAsync(
            new FolderSource(session.Line.RequireSource() with { SettleTime = TimeSpan.Zero }, TimeProvider.System).List(_ => { }, CancellationToken.None).Take(6),
            _ => false,
            batch => images.AddRange(batch.Where(i => i.Scores is not null)),
            CancellationToken.None);
        images.ShouldNotBeEmpty(images.Count.ToString(CultureInfo.InvariantCulture));
        return images;
    }
}
