using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace InspectFlow.Jobs.Definitions;

/// <summary>Says that a text is a regular expression.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegularExpressionSyntaxAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        ArgumentNullException.ThrowIfNull(validationContext);
        try
        {
            _ = value is string pattern ? new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) : null;
            return ValidationResult.Success;
        }
        catch (ArgumentException e)
        {
            return new($"is not a regular expression: {e.Message}", [validationContext.MemberName!]);
        }
    }
}
