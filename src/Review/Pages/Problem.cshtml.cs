using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InspectFlow.Review.Pages;

/// <summary>Says what went wrong and what to do.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ProblemModel : PageModel
{
    /// <summary>Gets what went wrong, in a few words.</summary>
    public string Heading { get; private set; } = string.Empty;

    /// <summary>Gets what to do.</summary>
    public string Advice { get; private set; } = string.Empty;

    /// <summary>Shows it to who asked for a page.</summary>
    /// <param name="status">The status that the request ended with.</param>
    public void OnGet(int status) => Tell(status);

    /// <summary>Shows it to who sent a form.</summary>
    /// <param name="status">The status that the request ended with.</param>
    public void OnPost(int status) => Tell(status);

    private void Tell(int status) => (Heading, Advice) = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        StorageException e => ("The database can't be used", e.Message),
        not null => ("This page failed", "It is a defect of InspectFlow; the program's log tells more. Nothing was stored."),
        _ => status switch
        {
            404 => ("There is no such page", "The image may belong to a line that is not served here, or the address is wrong."),
            400 => ("The form was too old", "The program restarted since the page was opened, or cookies are blocked. Nothing was stored: go back, load the page again and decide once more."),
            429 => ("Too many attempts", "Wait a minute and try again."),
            _ => ("The request was refused", $"It ended with the status {status}. Nothing was stored."),
        },
    };
}
