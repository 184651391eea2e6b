using System.ComponentModel.DataAnnotations;
using System.Numerics;
using System.Text.Json.Serialization;

namespace InspectFlow.Model;

/// <summary>
/// What a <see cref="DictionaryEncoder"/> is made of and how it is learned. With the options, the number of colour
/// channels and the weights an encoder can be rebuilt.
/// </summary>
public sealed record DictionaryOptions : IValidatableObject
{
    /// <summary>
    /// Gets the scales: by how much the picture is reduced before patches are cut, each 1, 2, 4 or 8, ascending. The
    /// default is all four. Positions of scale 1 lie 2 pixels apart, those of the others one reduced pixel.
    /// </summary>
    [Required]
    [MinLength(1)]
    public IReadOnlyList<int> Scales { get; init; } = [1, 2, 4, 8];

    /// <summary>Gets the side of a patch in pixels of its scale, odd. The default is 7.</summary>
    [Range(3, 15)]
    public int PatchSize { get; init; } = 7;

    /// <summary>
    /// Gets the number of atoms of each scale's dictionary, a multiple of 16; an atom gives two features, one for each
    /// sign of the correlation. The default is 128.
    /// </summary>
    [Range(16, 1024)]
    public int Atoms { get; init; } = 128;

    /// <summary>
    /// Gets the correlation below which a feature is 0 (Coates and Ng's soft threshold). The default is 0.5.
    /// </summary>
    [Range(0.0, 10.0)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>
    /// Gets the atoms of the second dictionary, of neighbourhoods of 3 × 3 positions 8 pixels apart; a multiple of 16.
    /// The default is 384.
    /// </summary>
    [Range(16, 4096)]
    public int ContextAtoms { get; init; } = 384;

    /// <summary>
    /// Gets the number of principal components of the first dictionaries' features that the second one sees, at most
    /// the number of those features. The default is 64.
    /// </summary>
    [Range(1, 1024)]
    public int Components { get; init; } = 64;

    /// <summary>Gets the seed of what is drawn when the dictionaries are learned. The default is 0.</summary>
    public long Seed { get; init; }

    /// <summary>Gets the least height and width of a picture: one patch of the coarsest scale.</summary>
    [JsonIgnore]
    public int LeastSide => Scales is [.., var coarsest] ? PatchSize * coarsest : 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scales is not null && (Scales.Any(s => s is < 1 or > 8 || !BitOperations.IsPow2(s)) ||
            !Scales.SequenceEqual(Scales.Order().Distinct())))
        {
            yield return new ValidationResult("Must be some of 1, 2, 4 and 8, each once, ascending.", [nameof(Scales)]);
        }

        if (PatchSize % 2 == 0)
        {
            yield return new ValidationResult("Must be odd, so that a patch has a middle.", [nameof(PatchSize)]);
        }

        if (Atoms % 16 != 0)
        {
            yield return new ValidationResult("Must be a multiple of 16.", [nameof(Atoms)]);
        }

        if (ContextAtoms % 16 != 0)
        {
            yield return new ValidationResult("Must be a multiple of 16.", [nameof(ContextAtoms)]);
        }

        if (Scales is not null && Components > 2 * Atoms * Scales.Count)
        {
            yield return new ValidationResult(
                "Must not exceed the features of the first dictionaries, 2 × atoms × scales.", [nameof(Components)]);
        }
    }
}
