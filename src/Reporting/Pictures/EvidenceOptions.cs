using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Reporting.Pictures;

/// <summary>How evidence pictures are made.</summary>
public sealed record EvidenceOptions
{
    /// <summary>Gets the most pixels that a picture has along its longer side; smaller sources are not enlarged.</summary>
    /// <value>The default is 512.</value>
    [Range(64, 4096)]
    public int MaxSide { get; init; } = 512;

    /// <summary>Gets the JPEG quality.</summary>
    /// <value>The default is 88.</value>
    [Range(1, 100)]
    public int JpegQuality { get; init; } = 88;

    /// <summary>Gets how much of the source the map hides where it is hottest: 0 nothing, 1 all.</summary>
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
