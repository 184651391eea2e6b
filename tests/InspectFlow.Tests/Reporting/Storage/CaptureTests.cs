using Dapper;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Storage;

public sealed class CaptureTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    [Fact]
    public void What_was_written_reads_back_unchanged()
    {
        var run = fixture.BeginScan();
        var written = fixture.Write(run.Id, Image("a.png", 12.3456789012345)).ShouldHaveSingleItem();

        var row = fixture.Store.ReadScores(run.Id).ShouldHaveSingleItem();

        row.ShouldSatisfyAllConditions(
            r => r.CaptureId.ShouldBe(written.CaptureId),
            r => r.Line.ShouldBe("castings"),
            r => r.Path.ShouldBe("a.png"),
            r => r.Part.ShouldBe("P7"),
            r => r.Lot.ShouldBeNull(),
            r => r.ContentHash.ShouldBe(Hash("a.png")),
            r => r.ModifiedAt.ShouldBe(Start.AddMinutes(-5)),
            r => (r.Width, r.Height).ShouldBe((64, 48)),
            r => r.Nll.ShouldBe(12.3456789012345),
            r => r.BitsPerDim.ShouldBeNull(),
            r => r.Pc2.ShouldBe(-1),
            r => r.Outcome.ShouldBe("review"),
            r => r.Margin.ShouldBe(12.3456789012345 - 10),
            r => r.Percentile.ShouldBe(80),
            r => r.DecidingScore.ShouldBe("nll"),
            r => r.ModelSha256.ShouldBe(fixture.Model.Sha256),
            r => r.DecidedAt.ShouldBe(Start));
    }

    [Fact]
    public void A_duplicate_keeps_its_row_shares_the_score_and_is_counted()
    {
        var run = fixture.BeginScan();
        var written = fixture.Write(run.Id, Image("a.png", 12, "same"), Image("b.png", 99, "same"));

        written.Select(w => w.IsDuplicate).ShouldBe([false, true]);
        written[1].Scores!.Nll.ShouldBe(12, "the score of a content is settled once");
        written[1].Decision!.Outcome.ShouldBe("review");
        fixture.Store.ReadScores(run.Id).Select(r => (r.Path, r.Nll, r.IsDuplicate))
            .ShouldBe([("a.png", 12.0, false), ("b.png", 12.0, true)]);
        Finish(run).Duplicates.ShouldBe(1);
        Count("score").ShouldBe(1);
    }

    [Fact]
    public void Writing_a_batch_twice_stores_nothing_twice()
    {
        var run = fixture.BeginScan();
        var batch = new[] { Image("a.png", 5), Image("b.png", 15), Broken("c.png") };
        fixture.Write(run.Id, batch).Select(w => w.IsNew).ShouldBe([true, true, true]);

        fixture.Write(run.Id, batch).Select(w => w.IsNew).ShouldBe([false, false, false]);

        (Count("capture"), Count("content"), Count("score"), Count("decision"), Count("failure")).ShouldBe((3, 2, 2, 2, 1));
        var end = Finish(run);
        (end.Decided, end.Review, end.Reject, end.Unreadable, end.Duplicates).ShouldBe((2, 1, 0, 1, 0));
    }

    [Fact]
    public void A_score_that_is_not_a_number_is_kept_as_none_and_rejected()
    {
        var run = fixture.BeginScan();
        fixture.Write(run.Id, Image("a.png", double.NaN), Image("b.png", double.PositiveInfinity));

        var rows = fixture.Store.ReadFlagged(run.Id).ToList();

        rows.Select(r => r.Outcome).ShouldBe(["reject", "reject"]);
        rows.ShouldAllBe(r => r.Margin == null && r.Reason!.Contains("not finite"));
        rows.Select(r => r.Nll).ShouldBe([null, double.PositiveInfinity]);
    }

    [Fact]
    public void A_file_is_done_when_it_is_unchanged_and_decided()
    {
        var run = fixture.BeginScan();
        var image = Image("a.png", 5);
        fixture.Write(run.Id, image, Broken("b.png"));

        var known = Known("a.png", "b.png", "c.png");

        known.Keys.Order(StringComparer.Ordinal).ShouldBe(["a.png", "b.png"]);
        known["a.png"].ShouldSatisfyAllConditions(
            k => k.IsDecided.ShouldBeTrue(),
            k => k.IsUnchanged(image.Size, image.Modified).ShouldBeTrue(),
            k => k.IsUnchanged(image.Size, image.Modified.AddTicks(1)).ShouldBeFalse(),
            k => k.Scores!.Nll.ShouldBe(5));
        known["b.png"].ShouldSatisfyAllConditions(
            k => k.Status.ShouldBe(CaptureStatus.Unreadable),
            k => k.IsDecided.ShouldBeFalse(),
            k => k.Scores.ShouldBeNull());
    }

    [Fact]
    public void Under_another_calibration_a_known_content_needs_only_a_decision()
    {
        fixture.Write(fixture.BeginScan().Id, Image("a.png", 15));
        var stricter = fixture.Store.AddCalibration(fixture.NewCalibration(10, 14), []);
        var run = fixture.Store.BeginRun(fixture.Scan(Start.AddDays(1), stricter.Id)).Run;
        var known = fixture.Store.KnownFiles(fixture.Line.Id, fixture.Model.Id, "fp32", stricter.Id, ["a.png"])["a.png"];
        known.IsDecided.ShouldBeFalse();
        known.Scores!.Nll.ShouldBe(15);

        var again = Image("a.png", 15) with { Scores = null, Width = 0, Height = 0 };
        var maker = new DecisionMaker(stricter.Calibration);
        fixture.Store.WriteBatch(run.Id, [again], s => maker.Decide(s.Nll!.Value));

        fixture.Store.ReadScores(run.Id).ShouldHaveSingleItem().Outcome.ShouldBe("reject");
        (Count("capture"), Count("decision"), Count("score")).ShouldBe((1, 2, 1));
    }

    [Fact]
    public void A_known_content_without_any_score_is_refused()
    {
        var run = fixture.BeginScan();
        Should.Throw<ArgumentException>(() => fixture.Write(run.Id, Image("a.png", 5) with { Scores = null }));
    }

    [Fact]
    public void An_unreadable_file_is_tried_again_and_each_run_tells_its_own_failures()
    {
        var first = fixture.BeginScan();
        fixture.Write(first.Id, Broken("a.png"));
        var second = fixture.BeginScan(Start.AddDays(1));
        fixture.Write(second.Id, Broken("a.png"));
        var third = fixture.BeginScan(Start.AddDays(2));
        fixture.Write(third.Id, Image("a.png", 5));

        fixture.Store.ReadUnreadable(first.Id).ShouldHaveSingleItem().Attempts.ShouldBe(3);
        fixture.Store.ReadUnreadable(second.Id).ShouldHaveSingleItem().Reason.ShouldContain("middle of the picture");
        fixture.Store.ReadUnreadable(third.Id).ShouldBeEmpty();
        fixture.Store.ReadScores(third.Id).ShouldHaveSingleItem().Path.ShouldBe("a.png");
        Count("capture").ShouldBe(1);
    }

    [Fact]
    public void A_file_that_became_readable_within_the_run_is_no_failure_of_it()
    {
        var run = fixture.BeginScan();
        fixture.Write(run.Id, Broken("a.png"));
        fixture.Write(run.Id, Image("a.png", 5));
        Finish(run).Unreadable.ShouldBe(0);
    }

    [Fact]
    public void A_path_with_new_content_gets_a_new_revision_and_the_old_decision_stays()
    {
        var first = fixture.BeginScan();
        fixture.Write(first.Id, Image("camera1.png", 5, "yesterday"));
        var second = fixture.BeginScan(Start.AddDays(1));
        fixture.Write(second.Id, Image("camera1.png", 15, "today") with { Modified = Start.AddDays(1) });

        fixture.Store.ReadScores(first.Id).ShouldHaveSingleItem().ContentHash.ShouldBe(Hash("yesterday"));
        fixture.Store.ReadScores(second.Id).ShouldHaveSingleItem().ContentHash.ShouldBe(Hash("today"));
        Known("camera1.png")["camera1.png"].ContentHash.ShouldBe(Hash("today"));
        fixture.Store.ReadPartHistory(fixture.Line.Id, "P7").Select(r => r.Nll).ShouldBe([15, 5]);
    }

    [Fact]
    public void A_file_that_was_only_touched_keeps_its_decision()
    {
        var run = fixture.BeginScan();
        fixture.Write(run.Id, Image("a.png", 5));
        var touched = Image("a.png", 5) with { Modified = Start.AddHours(1) };
        fixture.Write(run.Id, touched).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            w => w.IsNew.ShouldBeFalse(), w => w.IsDuplicate.ShouldBeFalse());

        Known("a.png")["a.png"].IsUnchanged(touched.Size, touched.Modified).ShouldBeTrue();
        Count("capture").ShouldBe(1);
    }

    [Fact]
    public void Pictures_are_stored_once_however_many_contents_they_show()
    {
        var run = fixture.BeginScan();
        var picture = new EncodedPicture { MediaType = "image/png", Width = 2, Height = 1, Bytes = [1, 2, 3] };
        var evidence = new EvidencePicture { Kind = EvidenceKind.Thumbnail, Reason = EvidenceReason.Flagged, Picture = picture };
        var map = evidence with { Kind = EvidenceKind.Map, Map = new("nll", 0, 1, 0.5, 0.5) };
        fixture.Write(run.Id, Image("a.png", 15) with { Evidence = [evidence, map] }, Image("b.png", 15) with { Evidence = [evidence] });

        Count("picture").ShouldBe(1);
        fixture.Store.ListEvidence(Hash("a.png")).Select(e => (e.Kind, e.ModelId, e.Reason)).ShouldBe(
            [(EvidenceKind.Thumbnail, null, EvidenceReason.Flagged), (EvidenceKind.Map, fixture.Model.Id, EvidenceReason.Flagged)]);
        var stored = fixture.Store.GetPicture(picture.Sha256)!;
        stored.Bytes.ShouldBe(picture.Bytes);
        stored.Sha256.ShouldBe(picture.Sha256);
    }

    [Theory]
    [InlineData("UPDATE score SET nll = 0")]
    [InlineData("DELETE FROM score")]
    [InlineData("UPDATE decision SET outcome = 'ok'")]
    [InlineData("UPDATE activation SET activated_by = 'x'")]
    [InlineData("DELETE FROM activation")]
    [InlineData("UPDATE verdict SET verdict = 'good'")]
    [InlineData("DELETE FROM verdict")]
    [InlineData("UPDATE calibration SET review_threshold = 0")]
    [InlineData("UPDATE reference_score SET nll = 0")]
    public void What_is_immutable_can_not_be_changed(string sql)
    {
        var capture = fixture.Write(fixture.BeginScan().Id, Image("a.png", 15))[0].CaptureId;
        fixture.Store.Activate(fixture.Line.Id, fixture.Model.Id, fixture.Calibration.Id, "test");
        using var connection = fixture.Raw();
        connection.Execute(
            "INSERT INTO verdict (capture_id, version, verdict, given_by, given_at) VALUES (@capture, 1, 'defective', 'test', @at)", new { capture, at = Instant.ToText(Start) });

        Should.Throw<SqliteException>(() => connection.Execute(sql)).Message.ShouldMatch("append-only|immutable");
    }

    [Theory]
    [InlineData("UPDATE run SET status = 'sleeping'")]
    [InlineData("UPDATE capture SET status = 'lost'")]
    [InlineData("UPDATE run SET started_at = '2026-11-21'")]
    public void A_value_outside_its_vocabulary_is_refused(string sql)
    {
        fixture.Write(fixture.BeginScan().Id, Image("a.png", 15));
        using var connection = fixture.Raw();
        Should.Throw<SqliteException>(() => connection.Execute(sql)).Message.ShouldContain("CHECK");
    }

    public void Dispose() => fixture.Dispose();

    private IReadOnlyDictionary<string, KnownFile> Known(params string[] paths) =>
        fixture.Store.KnownFiles(fixture.Line.Id, fixture.Model.Id, "fp32", fixture.Calibration.Id, paths);

    private RunRecord Finish(RunRecord run) => fixture.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed });

    private int Count(string table)
    {
        using var connection = fixture.Raw();
        return connection.ExecuteScalar<int>($"SELECT count(*) FROM {table}");
    }
}
