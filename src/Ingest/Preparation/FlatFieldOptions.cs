using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>
/// Flat-field correction: takes uneven light and a lens's fall-off out of a picture. corrected = (picture − dark) ·
/// mean(reference − dark) / (reference − dark), in each channel, in float, then rounded and clamped to the picture's range.
/// The mean is that over the region of interest. All pictures must be of the reference's size.
/// </summary>
public sealed record FlatFieldOptions
{
    /// <summary>
    /// Gets the picture of an even, bright surface in the line's light, taken by the line's camera. Null, the default: the
    /// mean of the images that fit the model stands for it. Needed for training only: the model keeps the field.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>Gets a picture taken without light, in the bit depth of all others; null, the default, for none.</summary>
    public string? Dark { get; init; }

    /// <summary>
    /// Gets the deviation of the Gaussian that smooths the reference, as a share of the region's width and height: wide
    /// enough that the light is left and neither the part nor dust. The default is null: 0.02 with a reference frame, 0.1
    /// with the mean of the fitting images.
    /// </summary>
    [Range(0.005, 1.0)]
    public double? Blur { get; init; }

    /// <summary>Gets the deviation that holds, given or by default.</summary>
    /// <returns>A share of the region's sides.</returns>
    public double EffectiveBlur() => Blur ?? (Reference is null ? 0.1 : 0.02);
}
