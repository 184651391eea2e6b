using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InspectFlow.Review.Pages;

/// <summary>What the pages have in common.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
internal abstract class ReviewPageModel(ReviewContext site) : PageModel
{
    /// <summary>Gets the database, the lines, the clock, and who looks.</summary>
    public ReviewContext Site => site;

    /// <summary>Gets the filter of the queue that the page belongs to.</summary>
    public QueueQuery Query => field ??= QueueQuery.Read(Request.Query);

    /// <summary>Gives the name of who decides; one given in the form is kept.</summary>
    /// <returns>The name, or null when there is none.</returns>
    protected string? TakeName()
    {
        if (Site.Name is { } name)
        {
            return name;
        }

        var given = SafeText.Line(Request.Form["who"], Reviewer.MaxLength);
        if (given is not null)
        {
            Reviewer.Remember(HttpContext, given);
        }

        return given;
    }

    /// <summary>Goes to an address of this site; one of another site leads to the queue instead.</summary>
    /// <param name="address">The address.</param>
    protected IActionResult GoTo(string? address) => LocalRedirect(Url.IsLocalUrl(address) ? address! : "/");
}
