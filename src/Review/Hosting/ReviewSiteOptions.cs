namespace InspectFlow.Review;

/// <summary>What the review site shows, where it listens, and whom it lets in.</summary>
public sealed record ReviewSiteOptions
{
    /// <summary>The address unless another is given: this machine alone.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The least length of an access token, in characters.</summary>
    public const int LeastTokenLength = 20;

    /// <summary>Gets the lines; all of them are in the site's database.</summary>
    public required IReadOnlyList<ReviewLine> Lines { get; init; }

    /// <summary>Gets the addresses to listen at, such as <c>http://127.0.0.1:5080</c>; port 0 takes a free one.</summary>
    /// <value>The default is <see cref="DefaultUrl"/>.</value>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>Gets further host names by which browsers reach the site, such as that of a proxy in front of it.</summary>
    /// <value>The default is none: only those of the addresses are answered.</value>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Gets the secret that lets in; null for none, which is only allowed at loopback addresses.</summary>
    public string? AccessToken { get; init; }

    /// <summary>
    /// Gets the request header in which a proxy tells the user's name; null for none. It is believed when the request comes from
    /// this machine or carries the access token as its bearer; a browser that logged in cannot name itself by it.
    /// </summary>
    public string? UserHeader { get; init; }
}
