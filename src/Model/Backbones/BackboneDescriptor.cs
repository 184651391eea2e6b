using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Model.Backbones;

/// <summary>
/// What fixes a backbone's shape: with it and the tensors that the backbone holds it can be made again, without the file
/// that it came from. Small enough for a bundle's metadata, as JSON.
/// </summary>
public sealed record BackboneDescriptor : IValidatableObject
{
    /// <summary>
    /// Gets the architecture: <c>mobilenet_v2</c>, <c>resnet18</c>, <c>wide_resnet50_2</c> or <c>resnet50_v2</c>.
    /// </summary>
    [Required]
    public string Architecture { get; init; } = string.Empty;

    /// <summary>
    /// Gets the strides at which features are wanted, in pixels of the picture for one position, ascending. The default is
    /// 8 and 16.
    /// </summary>
    [Required]
    [MinLength(1)]
    public IReadOnlyList<int> Strides { get; init; } = [8, 16];

    /// <summary>Gets the SHA-256 of the file that the weights came from, 64 lower-case hexadecimal digits, or nothing.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BackboneCatalog.Find(Architecture) is not { } plan)
        {
            yield return new ValidationResult(
                $"\"{Architecture}\" is not among the backbones: {BackboneCatalog.Names}.", [nameof(Architecture)]);
        }
        else if (plan.FaultOf(Strides) is { } fault)
        {
            yield return new ValidationResult(fault, [nameof(Strides)]);
        }
    }

    /// <summary>Compares by content, the strides one by one.</summary>
    /// <param name="other">The other descriptor.</param>
    /// <returns>Whether both describe the same backbone.</returns>
    public bool Equals(BackboneDescriptor? other) =>
        other is not null &&
        string.Equals(Architecture, other.Architecture, StringComparison.Ordinal) &&
        string.Equals(Sha256, other.Sha256, StringComparison.Ordinal) &&
        Strides.SequenceEqual(other.Strides);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Strides.Aggregate(HashCode.Combine(Architecture, Sha256), HashCode.Combine);
}
