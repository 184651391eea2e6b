using InspectFlow.Jobs.Commands;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(TrainedPlant))]
public sealed class DeviceTests(PlantFixture fixture)
{
    // No machine has a hundred of them.
    private const string Absent = "cuda:99";

    [Fact]
    public async Task A_device_that_is_not_there_stops_the_scan_unless_the_processor_may_take_its_place_and_then_the_run_says_so()
    {
        using var plant = fixture.Plant.Copy();
        var (refused, why) = await plant.RunAsync("scan", "--device", Absent);
        refused.ShouldBe(ExitCode.Failed, why);
        why.ShouldContain($"Device \"{Absent}\" is not available");

        plant.Redefine("\"schedule\":", "\"deviceFallback\": true, \"schedule\":");
        var (code, output) = await plant.RunAsync("scan", "--device", Absent);
        code.ShouldBe(ExitCode.DoneWithFailedImages, output);
        output.ShouldContain("warning      Device \"cuda:99\" is not available");
        output.ShouldContain("The processor takes its place");
        output.ShouldContain("; on cpu");
        using var session = plant.Open();
        session.Store.LastDecidingRun(session.Record.Id, "scan")!.Timings.ShouldNotBeNull().ShouldContain("The processor takes its place");
    }
}
