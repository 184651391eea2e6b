using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace InspectFlow.Review;

/// <summary>
/// Lets in whoever has the access token: as a bearer, or once at the login page, which leaves a cookie for half a day. Tokens are
/// compared by their hashes in constant time. The cookie's key lives in memory, so a restart asks for the token again.
/// </summary>
internal sealed class AccessGate(ReviewSiteOptions options, IDataProtectionProvider protection, TimeProvider time)
{
    private const string CookieName = "inspectflow.access";
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly byte[]? token = options.AccessToken is { } text ? Hash(text) : null;
    private readonly IDataProtector protector = protection.CreateProtector("InspectFlow.Review.Access");

    /// <summary>Gets a value indicating whether there is a token to show.</summary>
    public bool IsClosed => token is not null;

    /// <summary>Tells whether a text is the access token.</summary>
    public bool IsToken(string? text) =>
        token is not null && text is not null && CryptographicOperations.FixedTimeEquals(Hash(text.Trim()), token);

    /// <summary>Tells whether a request carries the access token itself.</summary>
    public bool HasBearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && IsToken(header[Bearer.Length..]);
    }

    /// <summary>Tells whether a request may pass.</summary>
    public bool Admits(HttpRequest request) => token is null || HasBearer(request) || HasCookie(request);

    /// <summary>Leaves the cookie by which the browser may pass from now on.</summary>
    public void Remember(HttpContext context) => context.Response.Cookies.Append(
        CookieName,
        protector.Protect((time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", MaxAge = Lifetime });

    /// <summary>Takes the cookie back.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(CookieName);

    private bool HasCookie(HttpRequest request)
    {
        try
        {
            return request.Cookies[CookieName] is { } cookie &&
                long.Parse(protector.Unprotect(cookie), CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
