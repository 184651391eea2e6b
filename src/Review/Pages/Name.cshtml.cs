using Microsoft.AspNetCore.Mvc;

namespace InspectFlow.Review.Pages;

/// <summary>Asks who decides.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
internal sealed class NameModel(ReviewContext site) : ReviewPageModel(site)
{
    /// <summary>Keeps the name.</summary>
    /// <param name="name">The name.</param>
    public IActionResult OnPost(string? name)
    {
        if (SafeText.Line(name, Reviewer.MaxLength) is not { } clean)
        {
            return Page();
        }

        Reviewer.Remember(HttpContext, clean);
        return GoTo(Request.Query["to"]);
    }
}
