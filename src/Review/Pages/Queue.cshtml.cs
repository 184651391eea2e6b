using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InspectFlow.Review.Pages;

/// <summary>The queue: what is flagged or drawn for audit and waits for a person, and what people said.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
internal sealed class QueueModel(ReviewContext site) : ReviewPageModel(site)
{
    /// <summary>How many images a page shows.</summary>
    public const int PageSize = 48;

    /// <summary>How many runs of a line can be chosen from.</summary>
    public const int ShownRuns = 40;

    /// <summary>Where counting stops.</summary>
    public const int CountLimit = 10_000;

    /// <summary>Gets the images of the page.</summary>
    public IReadOnlyList<ReviewRow> Rows { get; private set; } = [];

    /// <summary>Gets how many images pass the filter.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the address of the page before, or null.</summary>
    public string? Earlier { get; private set; }

    /// <summary>Gets the address of the next page, or null.</summary>
    public string? Later { get; private set; }

    /// <summary>Gets how many images of the shown lines are open and unsure.</summary>
    public IReadOnlyDictionary<ReviewState, long> Totals { get; private set; } = new Dictionary<ReviewState, long>();

    /// <summary>Gets the kinds of defects that can be chosen from.</summary>
    public IReadOnlyList<string> DefectTypes { get; private set; } = [];

    /// <summary>Gets what the last change came to, or null.</summary>
    public Outcome? Done { get; private set; }

    /// <summary>Gets the image decided on before the queue came up, or null.</summary>
    public ReviewRow? DoneItem { get; private set; }

    /// <summary>Gets the runs that can be chosen from, the latest first.</summary>
    public IReadOnlyList<(string Id, string Title)> Runs { get; private set; } = [];

    /// <summary>Shows the queue.</summary>
    /// <param name="after">The image after which the page begins, or null.</param>
    /// <param name="before">The image before which the page ends, or null.</param>
    /// <param name="done">The image decided on before, or null.</param>
    public void OnGet(string? after, string? before, string? done)
    {
        DoneItem = done is null ? null : Site.Store.ListReview([done]).FirstOrDefault(r => Site.FindLine(r.LineId) is not null);
        Show(after, before);
    }

    /// <summary>Decides on the selected images together.</summary>
    /// <param name="item">The images, each with the version and calibration seen.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="type">The kind of defect, or null.</param>
    public IActionResult OnPostDecide(string[] item, VerdictKind? verdict, string? type)
    {
        var seen = item.Select(SeenItem.Parse).OfType<SeenItem>().ToList();
        var rows = Site.Store.ListReview(seen.Select(s => s.CaptureId)).Where(r => Site.FindLine(r.LineId) is not null).ToDictionary(r => r.CaptureId, StringComparer.Ordinal);
        if (verdict is null or VerdictKind.Withdrawn || rows.Count == 0)
        {
            return Again("Nothing was selected.");
        }

        if (TakeName() is not { } name)
        {
            return Again("Say who you are first; nothing was stored.");
        }

        var results = Site.Store.AddVerdicts([.. seen.DistinctBy(s => s.CaptureId, StringComparer.Ordinal).Where(s => rows.ContainsKey(s.CaptureId)).Select(s => new NewVerdict
        {
            CaptureId = s.CaptureId,
            SeenVersion = s.Version,
            CalibrationId = rows[s.CaptureId].CalibrationId,
            Verdict = verdict.Value,
            DefectType = verdict == VerdictKind.Defective ? SafeText.Line(type, DecideForm.MaxType) : null,
            GivenBy = name,
        })]);
        Done = new(null, [.. results.Where(r => r.IsStored)], [.. results.Where(r => !r.IsStored).Select(r => (rows[r.CaptureId], r.Latest!))]);
        Show(null, null);
        return Page();
    }

    /// <summary>Takes the verdicts of a bulk decision back.</summary>
    /// <param name="item">The images, each with the version to take back.</param>
    public IActionResult OnPostUndo(string[] item)
    {
        var by = TakeName();
        var results = item.Select(SeenItem.Parse).OfType<SeenItem>()
            .Where(s => by is not null && Site.Store.GetReviewItem(s.CaptureId) is { } found && Site.FindLine(found.Row.LineId) is not null)
            .Select(s => Site.Store.UndoVerdict(s.CaptureId, s.Version, by!)).ToList();
        var taken = results.Count(r => r.IsStored);
        return Again(taken == results.Count
            ? $"{Format.Count(taken)} taken back."
            : $"{Format.Count(taken)} taken back; {Format.Count(results.Count - taken)} have had another verdict since and stay.");
    }

    /// <summary>Gives the selected images, or all of the filter when none is selected, as a CSV file.</summary>
    /// <param name="item">The images.</param>
    public IActionResult OnPostExport(string[] item)
    {
        var ids = item.Select(SeenItem.Parse).OfType<SeenItem>().Select(s => s.CaptureId).ToList();
        var rows = ids.Count > 0
            ? Site.Store.ListReview(ids).Where(r => Site.FindLine(r.LineId) is not null)
            : Site.Store.ReadReview(Query.ToFilter(Site));
        return new CsvResult(rows, $"review-{Site.Time.GetUtcNow():yyyyMMdd-HHmmss}.csv");
    }

    private static bool Is(string id, string? other) => string.Equals(id, other, StringComparison.Ordinal);

    private PageResult Again(string message)
    {
        Done = new(message, [], []);
        Show(null, null);
        return Page();
    }

    private void Show(string? after, string? before)
    {
        var filter = Query.ToFilter(Site);
        var place = (after ?? before) is { Length: > 0 } id && Site.Store.ListReview([id]) is [var at] ? at.Cursor : null;
        var isBackwards = after is null && place is not null;

        // One more than a page tells whether there is another.
        var rows = isBackwards
            ? Site.Store.ListReviewBefore(filter, place!, PageSize + 1)
            : Site.Store.ListReview(filter, place, PageSize + 1);
        var isMore = rows.Count > PageSize;
        Rows = isBackwards ? [.. rows.TakeLast(PageSize)] : [.. rows.Take(PageSize)];
        if (Rows.Count > 0)
        {
            Earlier = (isBackwards ? isMore : place is not null) ? Query.Url("/", ("before", Rows[0].CaptureId)) : null;
            Later = isBackwards || isMore ? Query.Url("/", ("after", Rows[^1].CaptureId)) : null;
        }

        Count = Site.Store.CountReview(filter, CountLimit + 1);
        Runs = [.. filter.LineIds.SelectMany(l => Site.Store.ListRuns(l, ShownRuns)).Where(r => Is(r.Job, "scan"))
            .OrderByDescending(r => r.StartedAt).Select(r => (r.Id, $"{Site.Show(r.NominalAt)}{(filter.LineIds.Count > 1 ? " " + Site.FindLine(r.LineId)?.Name : null)}"))];
        if (Query.Run is { } run && !Runs.Any(r => Is(r.Id, run)))
        {
            Runs = [.. Runs, (run, run)];
        }

        Totals = Site.Store.CountReview(filter.LineIds).GroupBy(c => c.State).ToDictionary(g => g.Key, g => g.Sum(c => c.Images));
        DefectTypes = [.. Site.Lines.Where(l => filter.LineIds.Contains(l.Id, StringComparer.Ordinal)).SelectMany(Site.DefectTypes).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>What a change came to.</summary>
    /// <param name="Message">What to say, or null when the verdicts tell.</param>
    /// <param name="Stored">The verdicts that were stored.</param>
    /// <param name="Refused">Images that others judged meanwhile, with what they said.</param>
    internal sealed record Outcome(string? Message, IReadOnlyList<VerdictResult> Stored, IReadOnlyList<(ReviewRow Row, VerdictRecord Latest)> Refused);
}
