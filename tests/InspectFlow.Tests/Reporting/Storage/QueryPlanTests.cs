using Dapper;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Storage;

/// <summary>The questions asked daily must not walk through years of images.</summary>
public sealed class QueryPlanTests : IDisposable
{
    // The paths or contents that are asked for, and the rows that a limit has left.
    private static readonly string[] Small = ["p", "a", "h", "t"];

    private readonly StoreFixture fixture = new();

    [Theory]
    [InlineData(InspectionStore.FlaggedSql, "decision_flagged (run_id=?)")]
    [InlineData(InspectionStore.ScoresSql, "decision_by_run (run_id=?)")]
    [InlineData(InspectionStore.PartHistorySql, "capture_by_part (line_id=? AND part=?)")]
    [InlineData(InspectionStore.SerialHistorySql, "capture_by_serial (line_id=? AND serial=?)")]
    [InlineData(InspectionStore.FileHistorySql, "sqlite_autoindex_capture_2 (line_id=? AND path=?)")]
    [InlineData(InspectionStore.AboveSql, "COVERING INDEX decision_by_margin (run_id=? AND margin>?)")]
    [InlineData(InspectionStore.AboveSql, "sqlite_autoindex_run_2 (line_id=? AND job=? AND nominal_at>? AND nominal_at<?)")]
    [InlineData(InspectionStore.CountAboveSql, "COVERING INDEX decision_by_margin (run_id=? AND margin>?)")]
    [InlineData(InspectionStore.TallySql, "review_by_run (run_id=?")]
    [InlineData(InspectionStore.JudgedSql, "review_by_run (run_id=? AND state=?)")]
    [InlineData(InspectionStore.CountsAboveSql, "COVERING INDEX decision_by_margin (run_id=? AND margin>? AND margin<?)")]
    [InlineData(InspectionStore.NotFiniteSql, "COVERING INDEX decision_by_margin (run_id=? AND margin=?)")]
    [InlineData(InspectionStore.RunTallySql, "review_by_run (run_id=?")]
    [InlineData(InspectionStore.ExtremeRowsSql, "SEARCH x USING PRIMARY KEY (run_id=?)")]
    [InlineData(InspectionStore.NightsSql, "sqlite_autoindex_run_2 (line_id=? AND job=? AND nominal_at<?)")]
    [InlineData(InspectionStore.DriftSql, "PRIMARY KEY (run_id=?)")]
    [InlineData(CaptureSql.FindDuplicate, "capture_by_content (content_hash=? AND line_id=?)")]
    [InlineData(InspectionStore.EvidenceSql, "evidence_of_content (content_hash=?)")]
    [InlineData(InspectionStore.NeighboursSql, "PRIMARY KEY (content_hash=? AND model_id=?)")]
    [InlineData(InspectionStore.NeighboursSql, "sqlite_autoindex_good_picture_1 (model_id=? AND content_hash=?)")]
    [InlineData(InspectionStore.AuditSql, "SEARCH a USING PRIMARY KEY (run_id=?)")]
    [InlineData(InspectionStore.AuditSql, "SEARCH d USING PRIMARY KEY (capture_id=?)")]
    [InlineData(InspectionStore.CountReadSql, "decision_by_run (run_id=?)")]
    [InlineData(InspectionStore.NewFailuresSql, "SEARCH f USING PRIMARY KEY (run_id=?)")]
    [InlineData(InspectionStore.NewFailuresSql, "SEARCH o USING PRIMARY KEY (run_id=? AND capture_id=?)")]
    [InlineData(ReviewSql.Counts, "COVERING INDEX review_by_line (line_id=?)")]
    [InlineData(ReviewSql.Verdicts, "SEARCH verdict USING PRIMARY KEY (capture_id=?)")]
    [InlineData(ReviewSql.History, "capture_by_serial (line_id=? AND serial=?)")]
    [InlineData(InspectionStore.KnownFilesSql, "sqlite_autoindex_capture_2 (line_id=? AND path=?)")]
    public void A_daily_question_is_answered_from_an_index(string sql, string index)
    {
        using var connection = fixture.Raw();
        var arguments = new
        {
            runId = "r", lineId = "l", part = "p", hash = "h", line = "l", path = "p",
            serial = "s", job = "scan", limit = 10, threshold = 1.0, since = "", until = "", paths = "[]", hashes = "[]", modelId = "m", precision = "fp32", calibrationId = "c", captureId = "c", lines = "[]",
        };

        var plan = connection.Query("EXPLAIN QUERY PLAN " + sql, arguments).Select(r => (string)r.detail).ToList();

        plan.ShouldContain(step => step.Contains(index, StringComparison.Ordinal), string.Join('\n', plan));
        plan.ShouldNotContain(
            step => step.StartsWith("SCAN", StringComparison.Ordinal) && !Small.Contains(step.Split(' ')[1]),
            string.Join('\n', plan));
    }

    [Fact]
    public void The_drift_of_a_run_is_computed_from_its_own_rows()
    {
        using var connection = fixture.Raw();
        var plan = connection.Query(
            "EXPLAIN QUERY PLAN " + InspectionStore.DriftValuesSql("joint"),
            new { runId = "r", calibrationId = "c", ModelId = "m", Precision = "fp32" }).Select(r => (string)r.detail).ToList();
        plan[0].ShouldContain("(run_id=?");
        plan.ShouldNotContain(step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ReviewOrder.Worst, false, "review_worst (state=? AND (severity,capture_id)<(?,?))")]
    [InlineData(ReviewOrder.Worst, true, "review_worst (state=? AND (severity,capture_id)>(?,?))")]
    [InlineData(ReviewOrder.Newest, false, "review_newest (state=? AND (decided_at,capture_id)<(?,?))")]
    public void A_page_of_the_queue_is_found_in_the_order_of_an_index(ReviewOrder order, bool isBackwards, string index)
    {
        var filter = new ReviewFilter { LineIds = [fixture.Line.Id], Order = order, Decision = ReviewDecision.Review, Search = "x" };
        var (sql, arguments) = ReviewSql.Page(filter, new ReviewCursor(1, StoreFixture.Start, "c"), isBackwards, 10);
        using var connection = fixture.Raw();

        var plan = connection.Query("EXPLAIN QUERY PLAN " + sql, arguments).Select(r => (string)r.detail).ToList();

        plan.ShouldContain(step => step.Contains(index, StringComparison.Ordinal), string.Join('\n', plan));
        var page = plan.TakeWhile(step => !step.StartsWith("SCAN p", StringComparison.Ordinal)).ToList();
        page.ShouldNotContain(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal), string.Join('\n', plan));
        plan.ShouldNotContain(
            step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.StartsWith("SCAN p", StringComparison.Ordinal) && !step.Contains("json_each", StringComparison.Ordinal),
            string.Join('\n', plan));
    }

    public void Dispose() => fixture.Dispose();
}
