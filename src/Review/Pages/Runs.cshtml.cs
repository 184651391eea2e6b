using System.Globalization;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Review.Pages;

/// <summary>The runs: what ran, when, how long, and what it came to.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
internal sealed class RunsModel(ReviewContext site) : ReviewPageModel(site)
{
    /// <summary>How many runs a page shows.</summary>
    public const int PageSize = 60;

    /// <summary>Gets the runs, the latest begun first.</summary>
    public IReadOnlyList<RunRecord> Runs { get; private set; } = [];

    /// <summary>Gets the address of earlier runs, or null.</summary>
    public string? Earlier { get; private set; }

    /// <summary>Gets a value indicating whether later runs are left out.</summary>
    public bool IsContinued { get; private set; }

    /// <summary>Shows the runs.</summary>
    /// <param name="before">The instant before which the runs began, or null.</param>
    public void OnGet(string? before)
    {
        DateTimeOffset? until = DateTimeOffset.TryParseExact(before, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;

        // One more than a page tells whether there is another.
        var runs = Site.Store.ListRuns(Query.ToFilter(Site).LineIds, until, PageSize + 1);
        Runs = [.. runs.Take(PageSize)];
        IsContinued = until is not null;
        if (runs.Count > PageSize)
        {
            Earlier = new QueueQuery { Line = Query.Line }.Url("/runs", ("before", Runs[^1].StartedAt.ToString("O", CultureInfo.InvariantCulture)));
        }
    }
}
