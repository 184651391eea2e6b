using Microsoft.AspNetCore.Http;

namespace InspectFlow.Review;

/// <summary>The headers that every answer carries: nothing from elsewhere, no inline script or style, no frame, no guessing of types.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // What is judged changes while one looks; pictures and assets say otherwise themselves. In the words of the protection against
        // forgery, which else replaces them and logs that for every page.
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    }
}
