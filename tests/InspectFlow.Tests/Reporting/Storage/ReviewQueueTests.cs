using Dapper;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Storage;

public sealed partial class ReviewQueueTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    private InspectionStore Store => fixture.Store;

    private ReviewFilter All => new() { LineIds = [fixture.Line.Id], State = null };

    [Fact]
    public void What_is_flagged_waits_worst_first_and_what_is_not_does_not()
    {
        Scan(("ok.png", 5), ("review.png", 12), ("reject.png", 30));

        Paths(All with { State = ReviewState.Open }).ShouldBe(["reject.png", "review.png"]);
        Store.ListReview(All, null, 10)[0].ShouldSatisfyAllConditions(
            r => r.Outcome.ShouldBe(Outcome.Reject),
            r => r.Score.ShouldBe(30),
            r => r.ReviewThreshold.ShouldBe(10),
            r => r.RejectThreshold.ShouldBe(20),
            r => r.State.ShouldBe(ReviewState.Open));
    }

    [Fact]
    public void Severity_is_the_margin_in_distances_of_the_threshold_from_the_median()
    {
        Scan(("a.png", 20));

        // The threshold is 10, the median of the good images 5: the score lies two such distances above the threshold.
        Store.ListReview(All, null, 1)[0].Severity.ShouldBe(2);
    }

    [Fact]
    public void A_score_that_is_not_finite_comes_before_everything_else()
    {
        Scan(("a.png", 1e9), ("nan.png", double.NaN));

        Paths(All).ShouldBe(["nan.png", "a.png"]);
    }

    [Fact]
    public void The_audit_sample_waits_as_well_and_is_marked()
    {
        var run = Scan(("ok.png", 5), ("flagged.png", 30));
        Store.AddAudit(run.Id, [Id("ok.png")]);

        Paths(All).ShouldBe(["flagged.png", "ok.png"]);
        Paths(All with { Decision = ReviewDecision.Audit }).ShouldBe(["ok.png"]);
        Store.ListReview(All, null, 10)[1].IsAudit.ShouldBeTrue();
    }

    [Fact]
    public void What_is_said_about_good_images_does_not_wait()
    {
        var run = Store.BeginRun(fixture.Scan() with { Job = "explore" }).Run;
        var images = fixture.Write(run.Id, StoreFixture.Image("flagged.png", 30), StoreFixture.Image("ok.png", 5));
        Store.AddAudit(run.Id, [images[1].CaptureId]);

        Paths(All).ShouldBeEmpty();
    }

    [Fact]
    public void A_flag_that_a_new_calibration_takes_back_no_longer_waits_unless_somebody_judged_it()
    {
        Scan(("a.png", 12), ("b.png", 12), ("c.png", 40));
        Judge("b.png", VerdictKind.Good);
        var wider = Store.AddCalibration(fixture.NewCalibration(20, 100), []);
        fixture.Time.Advance(TimeSpan.FromDays(1));
        var run = Store.BeginRun(fixture.Scan(fixture.Time.GetUtcNow(), wider.Id)).Run;
        Store.WriteBatch(
            run.Id,
            [.. new[] { ("a.png", 12), ("b.png", 12), ("c.png", 40) }.Select(i => StoreFixture.Image(i.Item1, i.Item2))],
            scores => new DecisionMaker(wider.Calibration).Decide(scores.Nll!.Value));

        Paths(All with { State = ReviewState.Open }).ShouldBe(["c.png"]);
        Paths(All).ShouldBe(["c.png", "b.png"]);
        Store.ListReview(All, null, 1)[0].ShouldSatisfyAllConditions(
            r => r.Outcome.ShouldBe(Outcome.Review), r => r.RunId.ShouldBe(run.Id), r => r.CalibrationId.ShouldBe(wider.Id));
    }

    [Fact]
    public void What_was_judged_without_being_flagged_is_counted_as_it_is_listed()
    {
        Scan(("ok.png", 5), ("a.png", 30));
        Judge("ok.png", VerdictKind.Defective);

        Paths(All with { State = ReviewState.Decided }).ShouldBe(["ok.png"]);
        Store.CountReview([fixture.Line.Id]).Single(c => c.State is ReviewState.Decided).ShouldSatisfyAllConditions(
            c => c.Images.ShouldBe(1), c => c.Flagged.ShouldBe(0), c => c.Audit.ShouldBe(0));
    }

    [Fact]
    public void States_and_counts_follow_the_verdicts()
    {
        Scan(("a.png", 30), ("b.png", 25), ("c.png", 22));
        Judge("a.png", VerdictKind.Defective, "scratch");
        Judge("b.png", VerdictKind.Unsure);

        Paths(All with { State = ReviewState.Open }).ShouldBe(["c.png"]);
        Paths(All with { State = ReviewState.Unsure }).ShouldBe(["b.png"]);
        Paths(All with { State = ReviewState.Decided }).ShouldBe(["a.png"]);
        Paths(All with { DefectType = "scratch" }).ShouldBe(["a.png"]);
        Store.CountReview(All with { State = ReviewState.Open }, 100).ShouldBe(1);
        Store.CountReview([fixture.Line.Id]).ToDictionary(c => c.State, c => c.Flagged)
            .ShouldBe(new Dictionary<ReviewState, long> { [ReviewState.Open] = 1, [ReviewState.Unsure] = 1, [ReviewState.Decided] = 1 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("lot7", "lot7/x_1%.png")]
    [InlineData("_1%", "lot7/x_1%.png")]
    [InlineData("LOT", "lot8/x_2.png|lot7/x_1%.png")]
    [InlineData("P7", "lot8/x_2.png|lot7/x_1%.png")]
    [InlineData("nothing", "")]
    [InlineData("%", "lot7/x_1%.png")]
    public void Search_takes_every_sign_as_it_stands(string text, string found)
    {
        Scan(("lot7/x_1%.png", 30), ("lot8/x_2.png", 35));

        Paths(All with { Search = text }).ShouldBe(found.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Filters_narrow_by_run_score_day_decision_and_line()
    {
        var first = Scan(("a.png", 12), ("b.png", 30));
        fixture.Time.Advance(TimeSpan.FromDays(1));
        var second = Scan(("c.png", 25));
        var day = StoreFixture.Start.AddDays(1);

        Paths(All with { RunId = second.Id }).ShouldBe(["c.png"]);
        Paths(All with { RunId = first.Id, Decision = ReviewDecision.Review }).ShouldBe(["a.png"]);
        Paths(All with { ScoreFrom = 12, ScoreTo = 25 }).ShouldBe(["c.png", "a.png"]);
        Paths(All with { Since = day }).ShouldBe(["c.png"]);
        Paths(All with { Until = day }).ShouldBe(["b.png", "a.png"]);
        Paths(All with { Order = ReviewOrder.Newest })[0].ShouldBe("c.png");
        Paths(All with { LineIds = ["another"] }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ReviewOrder.Worst)]
    [InlineData(ReviewOrder.Newest)]
    public void Pages_meet_without_gap_or_overlap_in_both_directions(ReviewOrder order)
    {
        // Every score comes three times, so that pages end within equal keys.
        Scan([.. Enumerable.Range(0, 25).Select(i => ($"{i:D2}.png", (double)(11 + (i / 3))))]);
        var filter = All with { Order = order };
        var whole = Store.ReadReview(filter).Select(r => r.CaptureId).ToList();
        whole.Count.ShouldBe(25);

        var forwards = new List<string>();
        for (var page = Store.ListReview(filter, null, 4); page.Count > 0; page = Store.ListReview(filter, page[^1].Cursor, 4))
        {
            forwards.AddRange(page.Select(r => r.CaptureId));
        }

        var last = Store.ListReview([whole[^1]])[0];
        var backwards = new List<string>();
        for (var page = Store.ListReviewBefore(filter, last.Cursor, 4); page.Count > 0; page = Store.ListReviewBefore(filter, page[0].Cursor, 4))
        {
            backwards.InsertRange(0, page.Select(r => r.CaptureId));
        }

        forwards.ShouldBe(whole);
        backwards.ShouldBe(whole[..^1]);
    }

    [Fact]
    public void The_place_of_an_image_stays_good_after_its_verdict()
    {
        Scan(("a.png", 30), ("b.png", 25), ("c.png", 22));
        var open = All with { State = ReviewState.Open };
        var place = Store.ListReview(open, null, 2)[1].Cursor;
        Judge("b.png", VerdictKind.Good);

        Store.ListReview(open, place, 1).Single().Path.ShouldBe("c.png");
        Store.ListReviewBefore(open, place, 1).Single().Path.ShouldBe("a.png");
    }

    [Fact]
    public void An_image_that_nobody_asked_about_can_be_judged_and_then_counts()
    {
        Scan(("ok.png", 5));
        Store.GetReviewItem(Id("ok.png"))!.Row.State.ShouldBe(ReviewState.Dropped);

        Judge("ok.png", VerdictKind.Defective, "missed");

        Paths(All with { State = ReviewState.Decided }).ShouldBe(["ok.png"]);
        Store.GetReviewItem("nothing").ShouldBeNull();
    }

    [Fact]
    public void A_database_from_before_the_queue_gets_one()
    {
        var path = Path.Combine(fixture.Folder.FullName, "old.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            Migrator.Migrate(connection, path, fixture.Time, upTo: 7);
            connection.Execute(
                """
                INSERT INTO line VALUES ('l', 'old', '{}', @at, @at);
                INSERT INTO model VALUES ('m', @hash, 'l', 'glow', '/m', '{}', @at, @at);
                INSERT INTO calibration (id, line_id, model_id, score, precision, source, sample_count, review_percentile, review_threshold, calibration, details, created_at)
                  VALUES ('k1', 'l', 'm', 'nll', 'fp32', 'held-out', 3, 99, 10, '{"reference":[3,5,10]}', '{}', @at),
                         ('k2', 'l', 'm', 'nll', 'fp32', 'held-out', 3, 99, 20, '{"reference":[3,10,20]}', '{}', @later);
                INSERT INTO content VALUES (@hash, 1, 1);
                INSERT INTO capture (id, line_id, path, revision, size, modified_at, content_hash, status, attempts, first_seen_at, last_seen_at)
                  VALUES ('a', 'l', 'a.png', 1, 1, @at, @hash, 'scored', 1, @at, @at), ('b', 'l', 'b.png', 1, 1, @at, @hash, 'scored', 1, @at, @at),
                         ('c', 'l', 'c.png', 1, 1, @at, @hash, 'scored', 1, @at, @at), ('d', 'l', 'd.png', 1, 1, @at, @hash, 'scored', 1, @at, @at);
                INSERT INTO run (id, line_id, job, nominal_at, attempt, status, details, started_at, heartbeat_at, owner_machine, owner_pid, owner_started)
                  VALUES ('r', 'l', 'scan', @at, 1, 'completed', '{}', @at, @at, 'x', 1, @at);
                INSERT INTO score (content_hash, model_id, precision, nll, scored_at) VALUES (@hash, 'm', 'fp32', 15, @at);
                INSERT INTO decision (capture_id, calibration_id, run_id, margin, outcome, decided_at)
                  VALUES ('a', 'k1', 'r', 5, 'review', @at), ('a', 'k2', 'r', 15, 'review', @later), ('b', 'k1', 'r', 2, 'review', @at),
                         ('c', 'k1', 'r', -5, 'ok', @at), ('d', 'k1', 'r', 2, 'review', @at), ('d', 'k2', 'r', -8, 'ok', @later);
                INSERT INTO verdict VALUES ('b', 1, 'unsure', 'hm', 'Anna', @at), ('b', 2, 'good', NULL, 'Anna', @later);
                INSERT INTO audit VALUES ('r', 'c');
                """,
                new { at = "2026-11-01T02:00:00.0000000Z", later = "2026-11-02T02:00:00.0000000Z", hash = StoreFixture.Hash("x") });
        }

        using var store = InspectionStore.Open(path, fixture.Time);

        store.ListReview(new ReviewFilter { LineIds = ["l"], State = null }, null, 10)
            .Select(r => (r.Path, r.State, r.Severity, r.Version, r.IsAudit))
            .ShouldBe([("a.png", ReviewState.Open, 1.5, 0, false), ("b.png", ReviewState.Decided, 0.4, 2, false), ("c.png", ReviewState.Open, -1, 0, true)]);
        store.ListVerdicts("b").Select(v => (v.Version, v.Verdict, v.Note)).ShouldBe([(2, VerdictKind.Good, null), (1, VerdictKind.Unsure, "hm")]);
    }

    public void Dispose() => fixture.Dispose();

    private RunRecord Scan(params (string Path, double Nll)[] images)
    {
        var run = fixture.BeginScan(fixture.Time.GetUtcNow());
        fixture.Write(run.Id, [.. images.Select(i => StoreFixture.Image(i.Path, i.Nll))]);
        return run;
    }

    private List<string> Paths(ReviewFilter filter) => [.. Store.ListReview(filter, null, 100).Select(r => r.Path)];

    private string Id(string path)
    {
        using var connection = fixture.Raw();
        return connection.QuerySingle<string>("SELECT id FROM capture WHERE path = @path ORDER BY revision DESC LIMIT 1", new { path });
    }

    private void Judge(string path, VerdictKind verdict, string? type = null, bool isId = false)
    {
        var id = isId ? path : Id(path);
        Store.AddVerdicts([new NewVerdict
        {
            CaptureId = id,
            SeenVersion = Store.GetReviewItem(id)!.Row.Version,
            CalibrationId = fixture.Calibration.Id,
            Verdict = verdict,
            DefectType = type,
            GivenBy = "Anna",
        }]).Single().IsStored.ShouldBeTrue();
    }
}
