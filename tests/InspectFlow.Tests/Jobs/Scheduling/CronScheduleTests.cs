using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Jobs.Scheduling;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Scheduling;

public sealed class CronScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_time_that_springs_gap_leaves_out_comes_once_when_the_clocks_jump() =>
        From("30 2 * * *", "2026-03-28T00:00:00Z", 3).ShouldBe(["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]);

    [Fact]
    public void A_time_that_autumns_fold_has_twice_comes_once_the_first_time() =>
        From("30 2 * * *", "2026-10-24T00:00:00Z", 3).ShouldBe(["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]);

    [Fact]
    public void A_schedule_that_repeats_through_the_day_keeps_its_pace_through_the_fold() =>
        From("*/30 * * * *", "2026-10-25T00:10:00Z", 4)
            .ShouldBe(["2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z"]);

    [Fact]
    public void Crontabs_five_fields_and_Quartzs_six_name_the_same_instants() =>
        From("15 6 * * 1", "2026-06-01T12:00:00Z", 3).ShouldBe(From("0 15 6 ? * 2", "2026-06-01T12:00:00Z", 3));

    [Fact]
    public void The_last_instant_at_an_instant_that_the_expression_names_is_that_instant()
    {
        var schedule = CronSchedule.Parse("30 2 * * *", Berlin);
        schedule.LastAtOrBefore(At("2026-03-29T01:00:00Z")).ShouldBe(At("2026-03-29T01:00:00Z"));
        schedule.LastAtOrBefore(At("2026-03-29T00:59:59.9Z")).ShouldBe(At("2026-03-28T01:30:00Z"));
        schedule.LastAtOrBefore(At("2026-10-25T01:30:00Z")).ShouldBe(At("2026-10-25T00:30:00Z"));
    }

    [Theory]
    [InlineData("30 2 * * *")]
    [InlineData("*/20 1-3 * * *")]
    [InlineData("0 0 3 ? * MON-FRI")]
    [InlineData("45 23 28-31 * *")]
    public void Looking_back_finds_what_looking_forward_found(string cron)
    {
        var schedule = CronSchedule.Parse(cron, Berlin);
        var start = At("2026-01-01T00:00:00Z");
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, 365 * 24 * 3600).ToArbitrary(),
            seconds =>
            {
                var next = schedule.NextAfter(start.AddSeconds(seconds))!.Value;
                var last = schedule.LastAtOrBefore(start.AddSeconds(seconds))!.Value;
                return schedule.LastAtOrBefore(next) == next && schedule.NextAfter(last) == next && next.Offset == TimeSpan.Zero;
            }));
    }

    private static string[] From(string cron, string start, int count)
    {
        var schedule = CronSchedule.Parse(cron, Berlin);
        var instants = new List<string>();
        for (var instant = schedule.NextAfter(At(start)); instants.Count < count; instant = schedule.NextAfter(instant.Value))
        {
            instants.Add(instant!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        return [.. instants];
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
