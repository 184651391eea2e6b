using System.Globalization;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Scheduling;

public sealed class LineJobScheduleTests : IDisposable
{
    private static readonly DateTimeOffset Night = DateTimeOffset.Parse("2026-06-10T00:30:00Z", CultureInfo.InvariantCulture);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public void A_missed_run_is_due_while_it_is_younger_than_its_catch_up_time(int minutes, bool due) =>
        Schedule(TimeSpan.FromHours(1)).Missed(Night.AddMinutes(minutes)).ShouldBe(due ? new("casting", JobKind.Scan, Night) : null);

    [Fact]
    public void A_catch_up_time_of_zero_makes_up_for_nothing_but_drops_no_firing_that_is_on_time()
    {
        Schedule(TimeSpan.Zero).Missed(Night).ShouldBeNull();
        Schedule(TimeSpan.Zero).Fired(Night, Night.AddSeconds(50)).ShouldBe(new("casting", JobKind.Scan, Night));
        Schedule(TimeSpan.Zero).Fired(Night.AddMinutes(5), Night.AddMinutes(5)).ShouldBeNull();
    }

    [Fact]
    public void A_firing_that_comes_late_stands_for_the_latest_instant_that_has_passed()
    {
        var expected = new RunKey("casting", JobKind.Scan, Night);
        Schedule(TimeSpan.FromHours(1)).Fired(Night.AddMinutes(40), Night.AddMinutes(40)).ShouldBe(expected);
        Schedule(TimeSpan.FromHours(1)).Fired(Night.AddDays(-1), Night.AddMinutes(40)).ShouldBe(expected);
        Schedule(TimeSpan.FromHours(1)).Fired(Night.AddDays(-1), Night.AddMinutes(80)).ShouldBeNull();
    }

    [Fact]
    public void The_key_of_a_run_names_line_job_and_instant() =>
        Schedule(TimeSpan.FromHours(1)).Missed(Night.AddMinutes(1))!.ToString().ShouldBe("casting/scan/2026-06-10T00:30:00Z");

    private LineJobSchedule Schedule(TimeSpan catchUp) =>
        LineJobSchedule.Of(TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *", catchUp: catchUp))).ShouldHaveSingleItem();
}
