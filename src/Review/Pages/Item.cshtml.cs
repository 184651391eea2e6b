using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InspectFlow.Review.Pages;

/// <summary>One image, large, with all that helps to judge it, and the verdict.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
internal sealed class ItemModel(ReviewContext site) : ReviewPageModel(site)
{
    /// <summary>Gets the image.</summary>
    public ReviewItem Item { get; private set; } = null!;

    /// <summary>Gets its line.</summary>
    public ReviewLine Line { get; private set; } = null!;

    /// <summary>Gets its pictures.</summary>
    public ItemPictures Pictures { get; private set; } = null!;

    /// <summary>Gets the kinds of defects that can be chosen from.</summary>
    public IReadOnlyList<string> DefectTypes { get; private set; } = [];

    /// <summary>Gets the image before this one in the queue, or null.</summary>
    public ReviewRow? Before { get; private set; }

    /// <summary>Gets the image after this one in the queue, or null.</summary>
    public ReviewRow? Next { get; private set; }

    /// <summary>Gets the image that was decided on before this page came up, or null.</summary>
    public ReviewRow? Done { get; private set; }

    /// <summary>Gets the verdict that was not stored because somebody else's came first, or null.</summary>
    public NewVerdict? Refused { get; private set; }

    /// <summary>Gets what to say about a change that could not be made, or null.</summary>
    public string? Message { get; private set; }

    /// <summary>Shows the image.</summary>
    /// <param name="captureId">The capture's id.</param>
    /// <param name="done">The image decided on before, or null.</param>
    public IActionResult OnGet(string captureId, string? done)
    {
        if (!Load(captureId))
        {
            return NotFound();
        }

        Done = done is null ? null : Site.Store.ListReview([done]).FirstOrDefault(r => Site.FindLine(r.LineId) is not null);
        return Page();
    }

    /// <summary>Stores a verdict and goes on to the next image.</summary>
    /// <param name="captureId">The capture's id.</param>
    /// <param name="form">The verdict.</param>
    public IActionResult OnPostDecide(string captureId, DecideForm form)
    {
        if (!Load(captureId))
        {
            return NotFound();
        }

        if (TakeName() is not { } name)
        {
            return Again("Say who you are first; nothing was stored.", StatusCodes.Status400BadRequest);
        }

        if (form.ToVerdict(captureId, Item.Row, name) is not { } verdict)
        {
            return Again("No verdict was chosen.", StatusCodes.Status400BadRequest);
        }

        if (!Site.Store.AddVerdicts([verdict])[0].IsStored)
        {
            Load(captureId);
            Refused = verdict;
            return Again(message: null, StatusCodes.Status409Conflict);
        }

        return (Next ?? Site.Store.ListReview(Query.ToFilter(Site), after: null, 1).FirstOrDefault(r => !Is(r, captureId))) is { } next
            ? Redirect(Query.Url($"/item/{next.CaptureId}", ("done", captureId)))
            : Redirect(Query.Url("/", ("done", captureId)));
    }

    /// <summary>Takes a verdict back and shows its image.</summary>
    /// <param name="captureId">The capture's id.</param>
    /// <param name="seen">The version to take back.</param>
    public IActionResult OnPostUndo(string captureId, int seen)
    {
        if (!Load(captureId))
        {
            return NotFound();
        }

        if (TakeName() is not { } name)
        {
            return Again("Say who you are first; nothing was changed.", StatusCodes.Status400BadRequest);
        }

        if (!Site.Store.UndoVerdict(captureId, seen, name).IsStored)
        {
            return Again("The verdict on this image has changed since; nothing was taken back.", StatusCodes.Status409Conflict);
        }

        return Redirect(Query.Url($"/item/{captureId}"));
    }

    private static bool Is(ReviewRow row, string captureId) => string.Equals(row.CaptureId, captureId, StringComparison.Ordinal);

    private PageResult Again(string? message, int status)
    {
        Message = message;
        Response.StatusCode = status;
        return Page();
    }

    private bool Load(string captureId)
    {
        if (Site.Store.GetReviewItem(captureId) is not { } item || Site.FindLine(item.Row.LineId) is not { } line)
        {
            return false;
        }

        var filter = Query.ToFilter(Site);
        Item = item;
        Line = line;
        Pictures = ItemPictures.Of(Site.Store, item);
        DefectTypes = Site.DefectTypes(line);
        Before = Site.Store.ListReviewBefore(filter, item.Row.Cursor, 1) is [var before] ? before : null;
        Next = Site.Store.ListReview(filter, item.Row.Cursor, 1) is [var next] ? next : null;
        return true;
    }
}
