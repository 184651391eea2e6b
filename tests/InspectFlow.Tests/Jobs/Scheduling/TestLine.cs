using InspectFlow.Jobs.Definitions;
using InspectFlow.Tests.TestDoubles;

namespace InspectFlow.Tests.Jobs.Scheduling;

internal static class TestLine
{
    public static LineDefinition In(TempFolder folder, string name = "casting", LineSchedule? schedule = null) =>
        new() { Name = name, Database = folder.File("inspectflow.db"), Output = folder.File("out"), Schedule = schedule };

    public static LineSchedule Berlin(string? scan = null, string? calibrate = null, string? report = null, TimeSpan? catchUp = null) => new()
    {
        TimeZone = "Europe/Berlin",
        Scan = At(scan, catchUp),
        Calibrate = At(calibrate, catchUp),
        Report = At(report, catchUp),
    };

    private static JobSchedule? At(string? cron, TimeSpan? catchUp) =>
        cron is null ? null : new() { Cron = cron, CatchUp = catchUp ?? TimeSpan.FromHours(12) };
}
