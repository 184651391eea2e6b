using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Mvc;

namespace InspectFlow.Review.Pages;

/// <summary>The images at the ends of a run's orders.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
internal sealed class ExtremesModel(ReviewContext site) : ReviewPageModel(site)
{
    private static readonly (ExtremeKind Kind, string Title, string Meaning, string Measure)[] Ends =
    [
        (ExtremeKind.Farthest, "Farthest from normal", "Latent points farthest from the mean of the training set's: parts that the model has never seen the like of.", "distance"),
        (ExtremeKind.Nearest, "Nearest to normal", "Latent points nearest to that mean: what the model takes for the most ordinary part.", "distance"),
        (ExtremeKind.Highest, "Least likely", "The highest negative log-likelihood, in nats: what the model finds hardest to explain.", "nll"),
        (ExtremeKind.Lowest, "Most likely", "The lowest negative log-likelihood. A plain or empty picture often stands here, because a likelihood rewards simplicity; see to it that these are good parts.", "nll"),
    ];

    /// <summary>Gets the run.</summary>
    public RunRecord Run { get; private set; } = null!;

    /// <summary>Gets its line.</summary>
    public ReviewLine Line { get; private set; } = null!;

    /// <summary>Gets the ends with their images.</summary>
    public IReadOnlyList<(string Title, string Meaning, string Measure, IReadOnlyList<ExtremeRow> Rows)> Strips { get; private set; } = [];

    /// <summary>Shows the extremes of a run.</summary>
    /// <param name="runId">The run's id.</param>
    public IActionResult OnGet(string runId)
    {
        if (Site.Store.GetRun(runId) is not { } run || Site.FindLine(run.LineId) is not { } line)
        {
            return NotFound();
        }

        (Run, Line) = (run, line);
        var rows = Site.Store.ListExtremeRows(run.Id).ToLookup(r => r.Kind);
        Strips = [.. Ends.Select(e => (e.Title, e.Meaning, e.Measure, (IReadOnlyList<ExtremeRow>)[.. rows[e.Kind]]))];
        return Page();
    }
}
