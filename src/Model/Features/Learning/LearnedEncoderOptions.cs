using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Model;

/// <summary>The shape of a <see cref="LearnedEncoder"/>; with the state_dict, all that is needed to build it again.</summary>
public sealed record LearnedEncoderOptions : IValidatableObject
{
    private const int Stages = 4;

    /// <summary>Gets the channels of the pictures: 1 for gray, 3 for colour. The default is 1.</summary>
    [AllowedValues(1, 3)]
    public int Channels { get; init; } = 1;

    /// <summary>Gets the channels of the stages at strides 2, 4, 8 and 16. The default is 32, 64, 96, 128.</summary>
    [Required]
    public IReadOnlyList<int> Widths { get; init; } = [32, 64, 96, 128];

    /// <summary>Gets the residual blocks of those stages. The default is 1, 2, 2, 2.</summary>
    [Required]
    public IReadOnlyList<int> Blocks { get; init; } = [1, 2, 2, 2];

    /// <summary>Gets the channels of the top-down maps at strides 2, 4 and 8. The default is 32, 64, 64.</summary>
    [Required]
    public IReadOnlyList<int> TopDownWidths { get; init; } = [32, 64, 64];

    /// <summary>
    /// Gets whether the network also looks at each picture at half its size, where it sees twice as far: defects that are large or faint show
    /// there, small ones at full size. The default is true.
    /// </summary>
    public bool HalfScale { get; init; } = true;

    /// <summary>
    /// Gets whether each picture is standardised by its own mean and deviation, so that its exposure does not show. The default is true.
    /// False is for pictures of two levels: they have no exposure, and how much of them is black says nothing of how black is to be seen.
    /// </summary>
    public bool OwnExposure { get; init; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Widths?.Count != Stages || Widths.Any(w => w < 1))
        {
            yield return new ValidationResult($"{nameof(Widths)} needs {Stages} numbers from 1.", [nameof(Widths)]);
        }

        if (Blocks?.Count != Stages || Blocks.Any(b => b < 0))
        {
            yield return new ValidationResult($"{nameof(Blocks)} needs {Stages} numbers from 0.", [nameof(Blocks)]);
        }

        if (TopDownWidths?.Count != Stages - 1 || TopDownWidths.Any(w => w < 1))
        {
            yield return new ValidationResult($"{nameof(TopDownWidths)} needs {Stages - 1} numbers from 1.", [nameof(TopDownWidths)]);
        }
    }
}
