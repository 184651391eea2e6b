using System.Globalization;
using InspectFlow.Jobs.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>Puts the schedules of lines into a host.</summary>
public static class LineSchedulingExtensions
{
    /// <summary>
    /// Adds Quartz with the schedules of <paramref name="lines"/>. Quartz keeps its triggers in memory, for the line definitions are the schedule.
    /// A trigger that misfires (more than a minute late: the machine slept, or the same job was still running) fires once and then
    /// goes on as before; <see cref="LineJobSchedule.Fired"/> says which instant that firing stands for. At start the missed runs that are due come first. At
    /// shutdown running jobs are asked to stop and waited for. The host must provide <see cref="ILineJobRunner"/> and <see cref="IRunHistory"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="lines">The lines, validated, no two of the same name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopLimit">How long a shutdown waits for running jobs to stop.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddLineScheduling(
        this IServiceCollection services, IEnumerable<LineDefinition> lines, TimeProvider time, TimeSpan stopLimit)
    {
        var table = new LineScheduleTable(lines.SelectMany(LineJobSchedule.Of));
        services.AddSingleton(time);
        services.AddSingleton(table);
        services.AddSingleton<LineDispatcher>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = stopLimit);
        services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(time);
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(Math.Max(1, table.All.Count));
            quartz.ConfigureScheduler(options => options.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            foreach (var schedule in table.All)
            {
                AddSchedule(quartz, schedule, time);
            }
        });
        services.AddHostedService<CatchUpService>();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    private static void AddSchedule(IQuartzBuilder quartz, LineJobSchedule schedule, TimeProvider time)
    {
        var key = LineScheduleTable.KeyOf(schedule);
        quartz.AddJob<LineQuartzJob>(job => job.WithIdentity(key).StoreDurably());
        quartz.AddTrigger<LineQuartzJob>(trigger => trigger
            .ForJob(key)
            .WithIdentity("schedule", string.Create(CultureInfo.InvariantCulture, $"{key.Group}/{key.Name}"))
            .StartAt(time.GetUtcNow())
            .WithCronSchedule(schedule.Cron.Expression, cron => cron
                .InTimeZone(schedule.Cron.Expression.TimeZone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
    }
}
