using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Reporting.Pictures;

/// <summary>How evidence pictures are made.</summary>
public sealed record EvidenceOptions
{
    /// <summary>Gets how much of the source a map over it hides where it is hottest: 0 nothing, 1 all. A layer is opaque there.</summary>
    /// <value>The default is 0.75.</value>
    [Range(0, 1)]
    public double MapOpacity { get; init; } = 0.75;

    /// <summary>Gets the level of a 16-bit source that is shown as black: the line's, never the image's own.</summary>
    /// <value>The default is 0.</value>
    [Range(0, 65534)]
    public int BlackLevel { get; init; }

    /// <summary>Gets the level of a 16-bit source that is shown as white; above <see cref="BlackLevel"/>.</summary>
    /// <value>The default is 65535.</value>
    [Range(1, 65535)]
    public int WhiteLevel { get; init; } = 65535;
}
