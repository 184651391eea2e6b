using System.Globalization;
using InspectFlow.Jobs.Commands;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Commands;

public sealed class ModelsVerbTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly FakeClock clock = new(DateTimeOffset.Parse("2026-06-10T08:00:00Z", CultureInfo.InvariantCulture));
    private readonly string line;

    public ModelsVerbTests() => line = folder.Write("line.json", """{ "name": "casting" }""");

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task A_line_without_a_database_is_told_how_to_get_one_and_none_is_made()
    {
        (await RunAsync()).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("inspectflow train");
        File.Exists(folder.File("inspectflow.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Models_and_calibrations_are_listed_and_nothing_is_in_force_at_first()
    {
        var calibration = Store();
        (await RunAsync()).ShouldBe(ExitCode.Done);
        output.ToString().ShouldContain("aaaaaaaaaaaa");
        output.ToString().ShouldContain(calibration);
        output.ToString().ShouldContain("Nothing is in force");
    }

    [Fact]
    public async Task A_calibration_is_put_in_force_by_its_id_and_the_log_says_by_whom()
    {
        var calibration = Store();
        (await RunAsync("--activate", calibration, "--by", "mira")).ShouldBe(ExitCode.Done);
        output.ToString().ShouldContain($"In force from now on: calibration {calibration} (entry 1, by mira).");
        using var store = InspectionStore.Open(folder.File("inspectflow.db"), clock);
        store.CurrentActivation(store.FindLine("casting")!.Id)!.CalibrationId.ShouldBe(calibration);
    }

    [Fact]
    public async Task A_calibration_that_does_not_exist_changes_nothing()
    {
        Store();
        (await RunAsync("--activate", "zz")).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("the line casting has no calibration zz");
    }

    private string Store()
    {
        using var store = InspectionStore.Open(folder.File("inspectflow.db"), clock);
        var record = store.EnsureLine("casting", "{}");
        var model = store.AddModel(new()
        {
            Sha256 = new string('a', 64),
            LineId = record.Id,
            Family = "glow",
            Path = folder.File("model.safetensors"),
            TrainedAt = clock.GetUtcNow(),
        });
        var calibration = Calibrator.Calibrate(new ReferenceScores([.. Enumerable.Range(1, 200).Select(i => (double)i)]));
        return store.AddCalibration(
            new() { LineId = record.Id, ModelId = model.Id, Score = ScoreNames.Nll, Precision = "fp32", Calibration = calibration }, []).Id;
    }

    private Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(
        ["models", "--line", line, .. args], [new ModelsVerb()], new(output, error, ErrorIsTerminal: false, clock), CancellationToken.None);
}
