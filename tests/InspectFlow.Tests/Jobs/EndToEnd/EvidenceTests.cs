using Dapper;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>What scans and reports keep for the people who look at what was flagged.</summary>
[Collection(nameof(TrainedPlant))]
public sealed class EvidenceTests(PlantFixture fixture)
{
    private const int GoodImages = 60;

    [Fact]
    public async Task What_is_flagged_has_every_picture_and_the_nearest_good_image()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("calibrate", "--review", "40", "--activate");
        await plant.RunAsync("scan");
        using var session = plant.Open();
        var (calibration, flagged) = Flagged(session);
        var hashes = flagged.Select(r => r.ContentHash).Distinct().ToList();

        var evidence = session.Store.ListEvidence(hashes);
        var neighbours = session.Store.FindNeighbours(hashes, calibration.ModelId);

        hashes.Count.ShouldBeGreaterThan(2);
        var good = session.Store.ListGoodLooks(calibration.ModelId).Select(l => l.ContentHash).ToHashSet();
        good.Count.ShouldBe(GoodImages);
        foreach (var row in flagged)
        {
            var records = evidence[row.ContentHash];
            records.Select(r => r.Kind).ShouldBe(Enum.GetValues<EvidenceKind>());
            records.ShouldAllBe(r => r.Reason == EvidenceReason.Flagged);
            var layer = records.Find(EvidenceKind.Layer, calibration.ModelId, "peak")!;
            layer.ScaleHigh!.Value.ShouldBeGreaterThan(layer.ScaleLow!.Value);
            (layer.PeakX, layer.PeakY).ShouldBe((row.PeakX, row.PeakY));
            var neighbour = neighbours[row.ContentHash];
            good.ShouldContain(neighbour.GoodHash);
            neighbour.Correlation.ShouldBeGreaterThan(0.5, "all parts lie alike");
            session.Store.GetPicture(neighbour.Picture)!.MediaType.ShouldBe("image/webp");
        }

        session.Store.ListEvidence(session.Store.ReadScores(flagged[0].RunId).Select(r => r.ContentHash).ToList())
            .Count.ShouldBeLessThanOrEqualTo(23);
    }

    [Fact]
    public async Task A_sample_of_what_is_not_flagged_is_drawn_and_has_pictures()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"batchSize\": 4, ", "\"batchSize\": 4, \"auditSample\": 3, ");
        await plant.RunAsync("scan");
        using var session = plant.Open();

        var sample = session.Store.ReadAudit(LastRun(session).Id).ToList();

        sample.Count.ShouldBe(3);
        sample.ShouldAllBe(r => r.Outcome == "ok");
        sample.Select(r => r.ContentHash).ShouldBeUnique();
        sample.ShouldAllBe(r => session.Store.ListEvidence(r.ContentHash).Count == 5);
    }

    [Fact]
    public async Task A_line_that_wants_no_sample_gets_none()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"batchSize\": 4, ", "\"batchSize\": 4, \"auditSample\": 0, ");
        await plant.RunAsync("scan");
        using var session = plant.Open();
        session.Store.ReadAudit(LastRun(session).Id).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_new_calibration_flags_among_images_scored_before_gets_the_maps_of_its_own_score()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        plant.Redefine("\"score\": \"peak\", \"percentiles\": { \"review\": 80 }", "\"score\": \"joint\", \"percentiles\": { \"review\": 40 }");
        await plant.RunAsync("calibrate", "--activate");

        await plant.RunAsync("scan");

        using var session = plant.Open();
        var (calibration, flagged) = Flagged(session);
        calibration.Score.ShouldBe("joint");
        var before = session.Store.ListRuns(session.Record.Id).Single(r => r.Id != LastRun(session).Id && r.Job == "scan");
        var wasFlagged = session.Store.ReadFlagged(before.Id).Select(r => r.ContentHash).ToHashSet();
        flagged.ShouldContain(r => !wasFlagged.Contains(r.ContentHash));
        foreach (var row in flagged)
        {
            var records = session.Store.ListEvidence(row.ContentHash);
            records.Find(EvidenceKind.Map, calibration.ModelId, "joint").ShouldNotBeNull(row.Path);
            records.Find(EvidenceKind.Crop, calibration.ModelId, "joint").ShouldNotBeNull(row.Path);
            (records.Find(EvidenceKind.Map, calibration.ModelId, "peak") is not null).ShouldBe(
                wasFlagged.Contains(row.ContentHash) || records.Any(r => r.Reason != EvidenceReason.Flagged));
        }

        var sample = session.Store.ReadAudit(LastRun(session).Id).ToList();
        sample.ShouldNotBeEmpty();
        sample.ShouldAllBe(r => r.Outcome == "ok" && session.Store.ListEvidence(r.ContentHash).Find(EvidenceKind.Picture) != null);
    }

    [Fact]
    public async Task A_picture_that_was_lost_is_made_again_unless_the_file_shows_something_else_by_now()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("calibrate", "--review", "40", "--activate");
        await plant.RunAsync("scan");
        List<InspectionRow> flagged;
        using (var session = plant.Open())
        {
            flagged = Flagged(session).Rows;
        }

        var (kept, changed) = (flagged[0], flagged.First(r => r.ContentHash != flagged[0].ContentHash && !r.IsDuplicate));
        await ExecuteAsync(plant, "DELETE FROM evidence WHERE content_hash IN (@A, @B)", new { A = kept.ContentHash, B = changed.ContentHash });
        foreach (var twin in flagged.Where(r => r.ContentHash == changed.ContentHash))
        {
            File.Copy(Directory.EnumerateFiles(Path.Combine(plant.Root, "images", "train", "good")).First(), Path.Combine(plant.Night, twin.Path), overwrite: true);
        }

        var (code, output) = await plant.RunAsync("report");

        code.ShouldBe(ExitCode.Done, output);
        using var after = plant.Open();
        after.Store.ListEvidence(kept.ContentHash).Count.ShouldBe(5);
        after.Store.ListEvidence(changed.ContentHash).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_changed_after_it_was_scored_gives_no_pictures()
    {
        using var plant = fixture.Plant.Copy();
        using var session = plant.Open();
        var inForce = InForce.Load(session);
        var maker = new EvidenceMaker(session, inForce);
        var other = Directory.EnumerateFiles(Path.Combine(plant.Root, "images", "train", "good")).First();
        var made = new List<MadeEvidence>();
        using var pipeline = new PipelineFactory(plant.Line, TimeProvider.System).Open(inForce.Bundle, batchSize: 4, EvidenceMaker.MapsFor(inForce));

        await pipeline.RunAsync(
            new FolderSource(plant.Line.RequireSource(), TimeProvider.System).List(_ => { }, CancellationToken.None),
            isKnown: _ => false,
            images =>
            {
                if (made.Count == 0 && images.FirstOrDefault(i => i.Scores is not null) is { } image)
                {
                    made.Add(maker.Make(image, EvidenceReason.Flagged));
                    File.Copy(other, image.Item.File.Path, overwrite: true);
                    made.Add(maker.Make(image, EvidenceReason.Flagged));
                }
            },
            CancellationToken.None);

        made.Select(m => m.Pictures.Count).ShouldBe([5, 0]);
        made[1].Neighbour.ShouldBeNull();
    }

    [Fact]
    public async Task A_gallery_does_without_images_that_are_gone_broken_or_changed()
    {
        using var plant = fixture.Plant.Copy();
        await ExecuteAsync(plant, "DELETE FROM good_picture");
        var good = Directory.EnumerateFiles(Path.Combine(plant.Root, "images", "train", "good")).Order().ToList();
        File.Delete(good[0]);
        await File.WriteAllTextAsync(good[1], "no picture");
        File.Copy(good[3], good[2], overwrite: true);

        (await plant.RunAsync("calibrate")).Code.ShouldBe(ExitCode.Done);

        using var session = plant.Open();
        var model = InForce.Load(session).Model.Id;
        session.Store.ListGoodLooks(model).Count.ShouldBe(GoodImages - 3);
    }

    [Fact]
    public async Task Without_its_good_images_a_line_is_calibrated_all_the_same()
    {
        using var plant = fixture.Plant.Copy();
        await ExecuteAsync(plant, "DELETE FROM good_picture");
        Directory.Delete(Path.Combine(plant.Root, "images", "train"), recursive: true);

        var (code, output) = await plant.RunAsync("calibrate");

        code.ShouldBe(ExitCode.Done, output);
        using var session = plant.Open();
        session.Store.HasGallery(InForce.Load(session).Model.Id).ShouldBeFalse();
        await plant.RunAsync("scan");
        var (calibration, flagged) = Flagged(session);
        session.Store.FindNeighbours([flagged[0].ContentHash], calibration.ModelId).ShouldBeEmpty();
        session.Store.ListEvidence(flagged[0].ContentHash).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_good_image_is_not_its_own_neighbour()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("explore");
        using var session = plant.Open();
        var run = session.Store.LastDecidingRun(session.Record.Id, "explore")!;
        var hashes = session.Store.ReadScores(run.Id).Select(r => r.ContentHash).ToList();

        var neighbours = session.Store.FindNeighbours(hashes, run.ModelId!);

        neighbours.Count.ShouldBeGreaterThan(3);
        neighbours.Values.ShouldAllBe(n => n.GoodHash != n.ContentHash);
    }

    private static RunRecord LastRun(LineSession session) => session.Store.LastDecidingRun(session.Record.Id, "scan")!;

    private static (CalibrationRecord Calibration, List<InspectionRow> Rows) Flagged(LineSession session)
    {
        var run = LastRun(session);
        return (session.Store.GetCalibration(run.CalibrationId!)!, [.. session.Store.ReadFlagged(run.Id)]);
    }

    private static async Task ExecuteAsync(Plant plant, string sql, object? arguments = null)
    {
        await using var connection = new SqliteConnection($"Data Source={plant.Line.Database};Pooling=False");
        await connection.ExecuteAsync(sql, arguments);
    }
}
