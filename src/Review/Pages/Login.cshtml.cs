using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace InspectFlow.Review.Pages;

/// <summary>Asks for the access token.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
/// <param name="gate">Knows the token.</param>
[EnableRateLimiting(ReviewSite.LoginPolicy)]
internal sealed class LoginModel(ReviewContext site, AccessGate gate) : ReviewPageModel(site)
{
    /// <summary>Gets a value indicating whether a wrong token was given.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>Asks, where there is a token to ask for.</summary>
    public IActionResult OnGet() => gate.IsClosed ? Page() : GoTo("/");

    /// <summary>Lets in whoever knows the token.</summary>
    /// <param name="token">The token.</param>
    public IActionResult OnPost(string? token)
    {
        if (gate.IsToken(token))
        {
            gate.Remember(HttpContext);
            return GoTo(Request.Query["to"]);
        }

        IsWrong = true;
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    /// <summary>Shuts the door again.</summary>
    public IActionResult OnPostOut()
    {
        AccessGate.Forget(HttpContext);
        return GoTo("/login");
    }
}
