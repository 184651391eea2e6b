using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Model;

/// <summary>The shape of a <see cref="MapFlow"/>; stored in the model bundle.</summary>
public sealed record MapFlowOptions : IValidatableObject
{
    /// <summary>Gets the features at each place: so many leading principal directions, an even number. The default is 64.</summary>
    [Range(2, 4096)]
    public int Channels { get; init; } = 64;

    /// <summary>Gets the steps of the flow. The default is 8.</summary>
    [Range(1, 256)]
    public int Steps { get; init; } = 8;

    /// <summary>Gets the channels inside of the couplings' networks. The default is 96.</summary>
    [Range(1, 4096)]
    public int Hidden { get; init; } = 96;

    /// <summary>Gets the seed of the first weights. The default is 0.</summary>
    public long Seed { get; init; }

    /// <summary>Gives the channels of a flow over so many features: no more than there are, and even.</summary>
    /// <param name="features">The features at each place, at least 2.</param>
    internal int ChannelsOf(int features) => Math.Min(Channels, features / 2 * 2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Channels % 2 != 0)
        {
            yield return new ValidationResult($"{nameof(Channels)} must be even: a coupling leaves one half as it is.", [nameof(Channels)]);
        }
    }
}
