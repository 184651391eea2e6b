using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Model;

/// <summary>
/// The small changes that training images go through, so that the flow learns what varies between good parts: their
/// place under the camera and the light. Each is drawn uniformly between minus and plus its limit, for every image at
/// every step anew. Set what a line's parts never do to zero: a limit is a claim that such a part is good.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Gets the options that change nothing.</summary>
    public static AugmentationOptions None { get; } = new()
    {
        Share = 0,
        RotationDegrees = 0,
        Zoom = 0,
        Shear = 0,
        Shift = 0,
        Brightness = 0,
    };

    /// <summary>
    /// Gets the share of images that are changed at all. The rest stay pixel for pixel as the scan will see them. The
    /// default is 0.8.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Share { get; init; } = 0.8;

    /// <summary>Gets a value indicating whether half of the changed images are mirrored left to right. Off by default.</summary>
    public bool FlipHorizontal { get; init; }

    /// <summary>Gets a value indicating whether half of the changed images are mirrored top to bottom. Off by default.</summary>
    public bool FlipVertical { get; init; }

    /// <summary>Gets the largest rotation in degrees. The default is 1.</summary>
    [Range(0.0, 180.0)]
    public double RotationDegrees { get; init; } = 1;

    /// <summary>Gets the largest change of size, as a share. The default is 0.01.</summary>
    [Range(0.0, 0.5)]
    public double Zoom { get; init; } = 0.01;

    /// <summary>Gets the largest sideways slant per unit of height. The default is 0.</summary>
    [Range(0.0, 0.5)]
    public double Shear { get; init; }

    /// <summary>Gets the largest shift along each axis, as a share of the image's size. The default is 0.01.</summary>
    [Range(0.0, 0.5)]
    public double Shift { get; init; } = 0.01;

    /// <summary>
    /// Gets the largest change of brightness, added to every pixel, as a share of the full range. It is added, not
    /// multiplied: stretching 8-bit levels would leave gaps between them that the flow would learn. The default is 0.01.
    /// </summary>
    [Range(0.0, 0.5)]
    public double Brightness { get; init; } = 0.01;
}
