using System.CommandLine;
using InspectFlow.Jobs.Reviewing;
using InspectFlow.Reporting.Storage;
using InspectFlow.Review;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow review</c>: puts up the page on which people decide about flagged images, until it is stopped.</summary>
internal sealed class ReviewVerb : Verb
{
    private readonly Option<string[]> lines = CommonOptions.Lines("A line definition, a JSON file; several that share a database are reviewed together");

    private readonly Option<string[]> urls = new("--urls")
    {
        Description = "The addresses to listen at; one that other machines can reach needs the line's review.accessTokenFile",
        HelpName = "URL",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [ReviewSiteOptions.DefaultUrl],
    };

    /// <summary>Initializes a new instance of the <see cref="ReviewVerb"/> class.</summary>
    public ReviewVerb()
        : base("review", "Decide on flagged images in the browser")
    {
        Add(lines);
        Add(urls);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definitions = context.LoadLines(context.Arguments.GetRequiredValue(lines));
        var database = ReviewLines.DatabaseOf(definitions);
        if (!File.Exists(database))
        {
            throw new UsageException($"{database} is not there yet: there is nothing to review. Run: inspectflow scan --line {definitions[0].SourceFile}");
        }

        using var log = Log();
        using var store = InspectionStore.Open(database, context.Time);
        var site = ReviewLines.Create(definitions, context.Arguments.GetRequiredValue(urls), store, context.Time, log);
        await using (site.ConfigureAwait(false))
        {
            await site.StartAsync(cancellationToken).ConfigureAwait(false);
            await context.Out.WriteLineAsync($"review       {string.Join(" and ", site.Addresses)}").ConfigureAwait(false);
            if (site.IsPublic)
            {
                await context.Out.WriteLineAsync(
                    "access       with the token of review.accessTokenFile. This is plain HTTP: beyond a network you trust, put a proxy with HTTPS in front.").ConfigureAwait(false);
            }

            await context.Out.WriteLineAsync("stop         Ctrl-C").ConfigureAwait(false);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await site.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static ConsoleLoggerProvider Log() => new(
        new Fixed<ConsoleLoggerOptions>(new() { LogToStandardErrorThreshold = LogLevel.Trace }));

    private sealed class Fixed<T>(T value) : IOptionsMonitor<T>
    {
        public T CurrentValue => value;

        public T Get(string? name) => value;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }
}
