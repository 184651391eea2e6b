using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Storage;

public sealed partial class ReviewQueueTests
{
    [Fact]
    public void An_item_comes_with_scores_verdicts_and_the_same_parts_other_pictures()
    {
        Scan(("a.png", 30));
        fixture.Time.Advance(TimeSpan.FromDays(1));
        fixture.Write(
            fixture.BeginScan(fixture.Time.GetUtcNow()).Id,
            StoreFixture.Image("a.png", 5, "another content"),
            StoreFixture.Image("front.png", 15) with { Serial = "0815" },
            StoreFixture.Image("back.png", 5) with { Serial = "0815" });
        var first = Store.ListReview(All with { Search = "a.png" }, null, 10).Single(r => r.Path == "a.png");
        Judge(first.CaptureId, VerdictKind.Defective, "dent", isId: true);

        var item = Store.GetReviewItem(first.CaptureId)!;
        item.Inspection.Nll.ShouldBe(30);
        item.Verdicts.Single().DefectType.ShouldBe("dent");
        item.History.Select(h => (h.Path, h.Revision, h.Outcome)).ShouldBe([("a.png", 2, Outcome.Ok)]);

        var front = Store.GetReviewItem(Id("front.png"))!;
        front.History.Single().ShouldSatisfyAllConditions(h => h.Path.ShouldBe("back.png"), h => h.Verdict.ShouldBeNull());
    }

    [Fact]
    public void The_same_picture_at_another_path_is_in_an_item_s_history_with_its_verdict()
    {
        Scan(("incoming/a.png", 30));
        Judge("incoming/a.png", VerdictKind.Defective, "dent");
        fixture.Time.Advance(TimeSpan.FromDays(1));
        fixture.Write(fixture.BeginScan(fixture.Time.GetUtcNow()).Id, StoreFixture.Image("done/a.png", 30, "incoming/a.png"));

        Store.GetReviewItem(Id("done/a.png"))!.History.Single().ShouldSatisfyAllConditions(
            h => h.Path.ShouldBe("incoming/a.png"),
            h => h.Verdict.ShouldBe(VerdictKind.Defective));
    }
}
