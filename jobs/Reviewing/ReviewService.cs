using InspectFlow.Jobs.Definitions;
using InspectFlow.Reporting.Storage;
using InspectFlow.Review;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InspectFlow.Jobs.Reviewing;

/// <summary>The review site beside the schedules of <c>serve</c>.</summary>
internal sealed class ReviewService(
    IReadOnlyList<LineDefinition> lines, IReadOnlyList<string> urls, TimeProvider time, ILoggerProvider log, ILogger<ReviewService> logger) : IHostedService, IAsyncDisposable
{
    private InspectionStore? store;
    private ReviewSite? site;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var database = ReviewLines.DatabaseOf(lines);
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        store = InspectionStore.Open(database, time);
        site = ReviewLines.Create(lines, urls, store, time, log);
        await site.StartAsync(cancellationToken).ConfigureAwait(false);
        logger.LogInformation("review page at {Address}", string.Join(" and ", site.Addresses));
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => site?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (site is not null)
        {
            await site.DisposeAsync().ConfigureAwait(false);
        }

        store?.Dispose();
    }
}
