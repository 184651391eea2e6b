using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Storage;

public sealed class CalibrationStorageTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    [Fact]
    public void A_calibration_reads_back_to_the_last_bit()
    {
        var wanted = fixture.NewCalibration(1.0 / 3, 2.0 / 3) with { Details = """{"mapHigh":1.5}""" };
        var id = fixture.Store.AddCalibration(wanted, [Reference("good/1.png", 0.1), Reference("good/1.png", 0.2)]).Id;

        var stored = fixture.Reopen().GetCalibration(id)!;

        stored.ShouldSatisfyAllConditions(
            c => c.Calibration.Review.ShouldBe(wanted.Calibration.Review),
            c => c.Calibration.Reject.ShouldBe(wanted.Calibration.Reject),
            c => c.Calibration.Reference.Sorted.ShouldBe(wanted.Calibration.Reference.Sorted),
            c => c.Calibration.Warnings.ShouldBe(["few images"]),
            c => c.Details.ShouldBe(wanted.Details),
            c => c.Source.ShouldBe("held-out"),
            c => c.CreatedAt.ShouldBe(Start));
        fixture.Store.GetReferenceScores(id).Select(r => (r.Path, r.Nll, r.Peak))
            .ShouldBe([("good/1.png", 0.1, 0.1 / 100), ("good/1.png", 0.2, 0.2 / 100)]);
    }

    [Fact]
    public void A_calibration_may_have_no_reject_threshold()
    {
        var wanted = fixture.NewCalibration(10, 20);
        wanted = wanted with { Calibration = wanted.Calibration with { Reject = null } };
        fixture.Store.AddCalibration(wanted, []).Calibration.Reject.ShouldBeNull();
    }

    [Fact]
    public void The_latest_activation_is_in_force_and_the_earlier_ones_are_remembered()
    {
        fixture.Store.CurrentActivation(fixture.Line.Id).ShouldBeNull();
        var other = fixture.Store.AddCalibration(fixture.NewCalibration(11, 21), []);
        fixture.Store.Activate(fixture.Line.Id, fixture.Model.Id, fixture.Calibration.Id, "training");

        // Even when the clock has been set back.
        fixture.Time.AdvanceTo(fixture.Time.GetUtcNow() - TimeSpan.FromHours(1));
        fixture.Store.Activate(fixture.Line.Id, fixture.Model.Id, other.Id, "anna");

        fixture.Store.CurrentActivation(fixture.Line.Id)!.CalibrationId.ShouldBe(other.Id);
        fixture.Store.ActivationHistory(fixture.Line.Id).Select(a => (a.Version, a.ActivatedBy)).ShouldBe([(2, "anna"), (1, "training")]);
    }

    [Fact]
    public void A_calibration_of_another_model_is_not_activated()
    {
        var other = fixture.Store.AddModel(fixture.NewModel("other"));
        Should.Throw<StorageException>(() => fixture.Store.Activate(fixture.Line.Id, other.Id, fixture.Calibration.Id, "test"))
            .Fault.ShouldBe(StorageFault.Conflict);
        fixture.Store.ActivationHistory(fixture.Line.Id).ShouldBeEmpty();
    }

    [Fact]
    public void A_model_that_is_known_keeps_its_row()
    {
        var again = fixture.Store.AddModel(fixture.NewModel("model") with { Path = "/moved/model.safetensors", Family = "other" });
        again.ShouldBe(fixture.Model with { Path = "/moved/model.safetensors" });
        fixture.Store.ListModels(fixture.Line.Id).ShouldHaveSingleItem();
        fixture.Store.FindModel(Hash("model")).ShouldBe(again);
        fixture.Store.GetModel(again.Id).ShouldBe(again);
    }

    [Fact]
    public void A_lines_definition_is_brought_up_to_date()
    {
        fixture.Time.Advance(TimeSpan.FromDays(1));
        var same = fixture.Store.EnsureLine("castings", fixture.Line.Definition);
        same.ShouldBe(fixture.Line);
        var changed = fixture.Store.EnsureLine("castings", "{}");
        changed.ShouldBe(fixture.Line with { Definition = "{}", UpdatedAt = fixture.Time.GetUtcNow() });
    }

    public void Dispose() => fixture.Dispose();
}
