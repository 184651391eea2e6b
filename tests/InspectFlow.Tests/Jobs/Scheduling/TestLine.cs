using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Tests.Jobs.Scheduling;

internal static class TestLine
{
    public static LineDefinition In(TemporaryFolder folder, string name = "casting", LineSchedule? schedule = null) =>
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
