using System.Net;

namespace InspectFlow.Review;

/// <summary>Checks the addresses that the site is to listen at, and tells by which host names it may be called.</summary>
internal static class SiteAddresses
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Makes sure that nothing but this machine can reach a site without an access token.</summary>
    /// <exception cref="ReviewSiteException">An address cannot be used.</exception>
    public static void Check(ReviewSiteOptions options)
    {
        foreach (var url in options.Urls)
        {
            var uri = Parse(url);
            if (!IsLoopback(uri) && options.AccessToken is null)
            {
                throw new ReviewSiteException(
                    $"{url} can be reached from other machines, and there is no access token. Put a long random text into a file that only you can read " +
                    "(for example: openssl rand -hex 32 > review.token) and name it in the line definition: \"review\": { \"accessTokenFile\": \"review.token\" }. " +
                    $"Or stay on this machine: {ReviewSiteOptions.DefaultUrl}.");
            }
        }

        if (options.AccessToken is { Length: < ReviewSiteOptions.LeastTokenLength })
        {
            throw new ReviewSiteException(
                $"The access token has {options.AccessToken.Length} characters; it needs at least {ReviewSiteOptions.LeastTokenLength}. Make one with: openssl rand -hex 32");
        }
    }

    /// <summary>
    /// Gives the values of a request's Host header that are answered. A page of another site that has its own name point here
    /// would come with that name. An address on all interfaces has no names of its own; there the access token keeps such pages out.
    /// </summary>
    public static IReadOnlyList<string> Hosts(ReviewSiteOptions options)
    {
        var uris = options.Urls.Select(Parse).ToList();
        return uris.Exists(IsEverywhere)
            ? ["*"]
            : [.. uris.SelectMany(u => IsLoopback(u) ? LoopbackNames : [u.Host]).Concat(options.Hosts).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Tells whether an address can be reached from other machines.</summary>
    public static bool IsPublic(string url) => !IsLoopback(Parse(url));

    private static bool IsLoopback(Uri uri) => uri.IsLoopback;

    private static bool IsEverywhere(Uri uri) =>
        IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private static Uri Parse(string url)
    {
        // Kestrel's own signs for all interfaces, which are no host names.
        var text = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery is not "/")
        {
            throw new ReviewSiteException($"'{url}' is no address to listen at; it should look like {ReviewSiteOptions.DefaultUrl}.");
        }

        return uri.Scheme is "http"
            ? uri
            : throw new ReviewSiteException($"{url}: the review page speaks plain HTTP. For HTTPS put a proxy with the certificate in front of {ReviewSiteOptions.DefaultUrl}.");
    }
}
