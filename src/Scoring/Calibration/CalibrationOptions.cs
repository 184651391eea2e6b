using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace InspectFlow.Scoring;

/// <summary>
/// The percentiles of the good images' scores at which a line flags a part. A percentile that is left out takes its
/// default, lowered to what the number of images supports; one that is given is met or refused.
/// </summary>
public sealed record CalibrationOptions : IValidatableObject
{
    /// <summary>Gets the percentile above which a person looks at a part, in percent.</summary>
    /// <value>The default value is null: 99, or the highest that the number of images supports.</value>
    [Range(0.0, 100.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? Review { get; init; }

    /// <summary>Gets the percentile above which a part is rejected, in percent; above <see cref="Review"/>.</summary>
    /// <value>The default value is null: 99.9, or the highest that the number of images supports, or no rejection.</value>
    [Range(0.0, 100.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? Reject { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Reject is { } reject && reject <= (Review ?? CalibrationDefaults.Review))
        {
            yield return new ValidationResult(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"must be above review, which is {Review ?? CalibrationDefaults.Review}{(Review is null ? " by default" : string.Empty)}; it is {reject}"),
                [nameof(Reject)]);
        }
    }
}
