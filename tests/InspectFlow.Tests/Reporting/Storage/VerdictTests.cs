using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Storage;

public sealed class VerdictTests : IDisposable
{
    private readonly StoreFixture fixture = new();
    private readonly string image;

    public VerdictTests() => image = fixture.Write(fixture.BeginScan().Id, StoreFixture.Image("a.png", 30))[0].CaptureId;

    private InspectionStore Store => fixture.Store;

    private ReviewRow Row => Store.ListReview([image]).Single();

    [Fact]
    public void A_verdict_keeps_who_when_why_and_what_it_judged()
    {
        fixture.Time.Advance(TimeSpan.FromHours(3));

        var stored = Give(0, VerdictKind.Defective, "Anna", "scratch", "left of the hole");

        stored.IsStored.ShouldBeTrue();
        Store.ListVerdicts(image).Single().ShouldBe(new VerdictRecord
        {
            CaptureId = image,
            Version = 1,
            Verdict = VerdictKind.Defective,
            DefectType = "scratch",
            Note = "left of the hole",
            ModelId = fixture.Model.Id,
            CalibrationId = fixture.Calibration.Id,
            GivenBy = "Anna",
            GivenAt = StoreFixture.Start.AddHours(3),
        });
        stored.Latest.ShouldBe(Store.ListVerdicts(image).Single());
    }

    [Fact]
    public void The_second_of_two_people_is_told_of_the_first()
    {
        Give(0, VerdictKind.Good, "Anna");

        var second = Give(0, VerdictKind.Defective, "Ben", "dent");

        second.IsStored.ShouldBeFalse();
        second.Latest!.GivenBy.ShouldBe("Anna");
        Row.Verdict.ShouldBe(VerdictKind.Good);
        Give(second.Latest.Version, VerdictKind.Defective, "Ben", "dent").IsStored.ShouldBeTrue();
        Row.ShouldSatisfyAllConditions(
            r => r.Verdict.ShouldBe(VerdictKind.Defective),
            r => r.DefectType.ShouldBe("dent"),
            r => r.GivenBy.ShouldBe("Ben"),
            r => r.Version.ShouldBe(2));
    }

    [Fact]
    public void Of_several_verdicts_the_refused_one_holds_up_no_other()
    {
        var other = fixture.Write(Store.GetRun(Row.RunId)!.Id, StoreFixture.Image("b.png", 40))[0].CaptureId;
        Give(0, VerdictKind.Good, "Anna");

        var results = Store.AddVerdicts([New(image, 0, VerdictKind.Defective, "Ben"), New(other, 0, VerdictKind.Defective, "Ben")]);

        results.Select(r => (r.CaptureId, r.IsStored)).ShouldBe([(image, false), (other, true)]);
    }

    [Fact]
    public void Undo_is_the_next_version_and_opens_the_image_again()
    {
        Give(0, VerdictKind.Good, "Anna");

        Store.UndoVerdict(image, 1, "Anna").IsStored.ShouldBeTrue();

        Store.ListVerdicts(image).Select(v => (v.Version, v.Verdict, v.Undoes))
            .ShouldBe([(2, VerdictKind.Withdrawn, 1), (1, VerdictKind.Good, null)]);
        Row.ShouldSatisfyAllConditions(r => r.State.ShouldBe(ReviewState.Open), r => r.Verdict.ShouldBeNull(), r => r.Version.ShouldBe(2));
    }

    [Fact]
    public void Undo_of_a_correction_brings_back_what_stood_before_and_can_itself_be_undone()
    {
        Give(0, VerdictKind.Defective, "Anna", "dent", "deep");
        Give(1, VerdictKind.Good, "Ben");

        Store.UndoVerdict(image, 2, "Ben");

        Row.ShouldSatisfyAllConditions(
            r => r.Verdict.ShouldBe(VerdictKind.Defective), r => r.DefectType.ShouldBe("dent"), r => r.Note.ShouldBe("deep"));
        Store.UndoVerdict(image, 3, "Ben");
        Row.Verdict.ShouldBe(VerdictKind.Good);
        Store.ListVerdicts(image).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Only_the_latest_verdict_can_be_taken_back(int version)
    {
        Give(0, VerdictKind.Good, "Anna");
        Give(1, VerdictKind.Unsure, "Ben");

        Store.UndoVerdict(image, version, "Anna").IsStored.ShouldBeFalse();

        Row.Verdict.ShouldBe(VerdictKind.Unsure);
    }

    [Fact]
    public void Kinds_of_defects_once_used_are_offered_again()
    {
        Give(0, VerdictKind.Defective, "Anna", "pore");

        Store.ListDefectTypes(fixture.Line.Id).ShouldBe(["pore"]);
        Store.UndoVerdict(image, 1, "Anna");
        Store.ListDefectTypes(fixture.Line.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Only_a_defect_has_a_kind()
    {
        Give(0, VerdictKind.Good, "Anna", "dent");

        Row.DefectType.ShouldBeNull();
    }

    public void Dispose() => fixture.Dispose();

    private NewVerdict New(string capture, int seen, VerdictKind verdict, string by, string? type = null, string? note = null) => new()
    {
        CaptureId = capture,
        SeenVersion = seen,
        CalibrationId = fixture.Calibration.Id,
        Verdict = verdict,
        DefectType = type,
        Note = note,
        GivenBy = by,
    };

    private VerdictResult Give(int seen, VerdictKind verdict, string by, string? type = null, string? note = null) =>
        Store.AddVerdicts([New(image, seen, verdict, by, type, note)])[0];
}
