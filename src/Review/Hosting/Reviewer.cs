using System.Net;
using Microsoft.AspNetCore.Http;

namespace InspectFlow.Review;

/// <summary>Who looks at the page: named by the proxy's header where it can be believed, else by a cookie that keeps the name given once.</summary>
internal sealed class Reviewer(ReviewSiteOptions options, AccessGate gate)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 80;

    private const string CookieName = "inspectflow.name";

    /// <summary>Gives the name.</summary>
    /// <returns>The name, or null when it has to be asked for.</returns>
    public string? NameOf(HttpContext context) =>
        FromHeader(context) ??
        (context.Request.Cookies[CookieName] is { } cookie ? SafeText.Line(Uri.UnescapeDataString(cookie), MaxLength) : null);

    /// <summary>Tells whether the name comes from a proxy, so that nobody need be asked for it.</summary>
    public bool IsNamedByProxy(HttpContext context) => FromHeader(context) is not null;

    /// <summary>Keeps the name for a year.</summary>
    public static void Remember(HttpContext context, string name) => context.Response.Cookies.Append(
        CookieName,
        Uri.EscapeDataString(name),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", MaxAge = TimeSpan.FromDays(365) });

    private string? FromHeader(HttpContext context) =>
        options.UserHeader is { } header && IsBelieved(context) ? SafeText.Line(context.Request.Headers[header].ToString(), MaxLength) : null;

    private bool IsBelieved(HttpContext context) =>
        (context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)) || gate.HasBearer(context.Request);
}
