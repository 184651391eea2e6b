using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Definitions;

/// <summary>How people decide on a line's flagged images. Lines that are reviewed together must agree in all but the kinds of defects.</summary>
public sealed record LineReview
{
    /// <summary>Gets the kinds of defects that are offered with a verdict, the most frequent first; others can be typed.</summary>
    /// <value>The default is none.</value>
    [Required]
    public IReadOnlyList<string> DefectTypes { get; init; } = [];

    /// <summary>
    /// Gets a file whose first line is the secret that lets people in; null, the default, for none, which is only allowed as long as no
    /// other machine can reach the page.
    /// </summary>
    public string? AccessTokenFile { get; init; }

    /// <summary>
    /// Gets the request header in which a proxy tells the user's name, for example <c>X-Forwarded-User</c>; null, the default, to ask for the
    /// name. It is believed of requests from this machine, where the proxy has to be, and of those that carry the access token as bearer.
    /// </summary>
    [RegularExpression("^[A-Za-z0-9-]{1,64}$", ErrorMessage = "must be the name of a header, for example \"X-Forwarded-User\"")]
    public string? UserHeader { get; init; }

    /// <summary>Gets further host names by which browsers reach the page, such as that of a proxy in front of it.</summary>
    /// <value>The default is none.</value>
    [Required]
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
