using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Mvc;

namespace InspectFlow.Review.Pages;

/// <summary>One run: its counts, what people said of it, its drift, and the files that it could not read.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
internal sealed class RunModel(ReviewContext site) : ReviewPageModel(site)
{
    /// <summary>How many unreadable files are shown.</summary>
    public const int ShownUnreadable = 500;

    /// <summary>Gets the run with its drift.</summary>
    public Night Night { get; private set; } = null!;

    /// <summary>Gets its line.</summary>
    public ReviewLine Line { get; private set; } = null!;

    /// <summary>Gets the model that scored, or null.</summary>
    public ModelRecord? Model { get; private set; }

    /// <summary>Gets what people said of its flags and its audit sample.</summary>
    public IReadOnlyList<VerdictTally> Tallies { get; private set; } = [];

    /// <summary>Gets the files that it could not read, the first of them.</summary>
    public IReadOnlyList<UnreadableRow> Unreadable { get; private set; } = [];

    /// <summary>Gets a value indicating whether its extremal samples are known.</summary>
    public bool HasExtremes { get; private set; }

    /// <summary>Shows a run.</summary>
    /// <param name="runId">The run's id.</param>
    public IActionResult OnGet(string runId)
    {
        if (Site.Store.GetRun(runId) is not { } run || Site.FindLine(run.LineId) is not { } line)
        {
            return NotFound();
        }

        Line = line;
        Night = new NightReader(Site.Store).ReadNight(run);
        Model = run.ModelId is null ? null : Site.Store.GetModel(run.ModelId);
        Tallies = Site.Store.TallyVerdicts(run.Id);
        Unreadable = [.. Site.Store.ReadUnreadable(run.Id).Take(ShownUnreadable)];
        HasExtremes = Site.Store.ListExtremes(run.Id).Count > 0;
        return Page();
    }
}
