using System.CommandLine;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Reviewing;
using InspectFlow.Jobs.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow serve</c>: runs the scheduled jobs of one or more lines until it is stopped, or once what is due.</summary>
internal sealed class ServeVerb : Verb
{
    private readonly Option<string[]> lines = CommonOptions.Lines("A line definition, a JSON file; several are served side by side");

    private readonly Option<string[]> reviewUrls = new("--review-urls")
    {
        Description = "Put up the review page as well, at these addresses; see 'inspectflow review --help'",
        HelpName = "URL",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> once = new("--once")
    {
        Description = "Run what is due now (the last missed instant of each job, within its catch-up time) and end",
    };

    private readonly Option<int> stopSeconds = new("--stop-seconds")
    {
        Description = "How long a stop waits for running jobs to reach a point from which they can be resumed",
        HelpName = "N",
        DefaultValueFactory = _ => 60,
    };

    private readonly Func<CommandContext, ILineJobRunner> runner;
    private readonly Func<CommandContext, IRunHistory> history;

    /// <summary>Initializes a new instance of the <see cref="ServeVerb"/> class.</summary>
    /// <param name="runner">Makes what does the work.</param>
    /// <param name="history">Makes what knows the work done.</param>
    public ServeVerb(Func<CommandContext, ILineJobRunner> runner, Func<CommandContext, IRunHistory> history)
        : base("serve", "Run the scheduled jobs of one or more lines")
    {
        this.runner = runner;
        this.history = history;
        stopSeconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 86_400)
            {
                result.AddError("--stop-seconds takes a whole number from 0 to 86400.");
            }
        });
        Add(lines);
        Add(once);
        Add(stopSeconds);
        Add(reviewUrls);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definitions = context.LoadLines(context.Arguments.GetRequiredValue(lines));
        Check(definitions);
        if (context.Arguments.GetValue(reviewUrls) is { Length: > 0 })
        {
            ReviewLines.DatabaseOf(definitions);
        }

        using var host = Build(context, definitions);
        return context.Arguments.GetValue(once)
            ? await RunOnceAsync(context, host.Services, cancellationToken).ConfigureAwait(false)
            : await ServeAsync(host, cancellationToken).ConfigureAwait(false);
    }

    private static void Check(IReadOnlyList<LineDefinition> definitions)
    {
        if (definitions.GroupBy(l => l.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"{string.Join(" and ", twice.Select(l => l.SourceFile))} both define the line {twice.Key}; serve each line once.");
        }

        if (definitions.FirstOrDefault(l => LineJobSchedule.Of(l).Count == 0) is { } idle)
        {
            throw new UsageException(
                $"{idle.SourceFile}: the line {idle.Name} has no scheduled job. Give it a \"schedule\" with a \"timeZone\" and a \"scan\" such as {{ \"cron\": \"30 2 * * *\" }}.");
        }
    }

    private static async Task<int> ServeAsync(IHost host, CancellationToken cancellationToken)
    {
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger<ServeVerb>();
        var table = host.Services.GetRequiredService<LineScheduleTable>();
        foreach (var schedule in table.All)
        {
            logger.LogInformation(
                "{Line}: next {Job} at {Instant:u}",
                schedule.Line.Name,
                schedule.Job,
                schedule.Cron.NextAfter(host.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
        }

        // Being stopped is how a service ends; it is worth a word only when it cut a run short.
        await host.RunAsync(cancellationToken).ConfigureAwait(false);
        return table.Interrupted ? ExitCode.Stopped : ExitCode.Done;
    }

    private static async Task<int> RunOnceAsync(CommandContext context, IServiceProvider services, CancellationToken cancellationToken)
    {
        var dispatcher = services.GetRequiredService<LineDispatcher>();
        var due = dispatcher.Due(services.GetRequiredService<LineScheduleTable>().All);
        var outcomes = await Task.WhenAll(due
            .GroupBy(d => d.Line.Name, StringComparer.Ordinal)
            .Select(line => RunLineAsync(dispatcher, line, cancellationToken))).ConfigureAwait(false);
        await context.Out.WriteLineAsync(due.Count == 0 ? "Nothing is due." : $"{due.Count} due, all tried.").ConfigureAwait(false);
        return ExitCode.Of([.. outcomes.SelectMany(o => o)]);
    }

    private static async Task<List<JobOutcome>> RunLineAsync(LineDispatcher dispatcher, IEnumerable<DueRun> due, CancellationToken cancellationToken)
    {
        var outcomes = new List<JobOutcome>();
        foreach (var run in due)
        {
            outcomes.Add(await dispatcher.RunAsync(run.Line, run.Key, cancellationToken).ConfigureAwait(false));
        }

        return outcomes;
    }

    private IHost Build(CommandContext context, IReadOnlyList<LineDefinition> definitions)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
        });
        builder.Logging.AddFilter("Quartz", context.Verbose ? LogLevel.Debug : LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft", context.Verbose ? LogLevel.Information : LogLevel.Warning);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.AddSingleton(runner(context));
        builder.Services.AddSingleton(history(context));
        if (context.Arguments.GetValue(reviewUrls) is { Length: > 0 } urls && !context.Arguments.GetValue(once))
        {
            builder.Services.AddHostedService(services => new ReviewService(
                definitions, urls, context.Time, services.GetRequiredService<ILoggerProvider>(), services.GetRequiredService<ILogger<ReviewService>>()));
        }

        builder.Services.AddLineScheduling(definitions, context.Time, TimeSpan.FromSeconds(context.Arguments.GetValue(stopSeconds)));
        return builder.Build();
    }
}
