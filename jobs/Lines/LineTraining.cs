using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Lines;

/// <summary>Which good images a line's model learns from, and how large the model is.</summary>
public sealed record LineTraining : IValidatableObject
{
    /// <summary>Gets the folders that hold pictures of good parts and nothing else.</summary>
    [Required]
    [MinLength(1, ErrorMessage = "must name at least one folder of pictures of good parts")]
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Gets which files below those folders are taken.</summary>
    /// <value>The default is <c>**/*</c>.</value>
    [Required]
    [DefaultValue("**/*")]
    public string Glob { get; init; } = "**/*";

    /// <summary>
    /// Gets a regular expression over an image's path relative to its folder; images with the same first group (or the same whole match)
    /// show the same part or lot and stay on one side of every split. Null: only near-duplicate pictures are kept together.
    /// </summary>
    public string? GroupPattern { get; init; }

    /// <summary>Gets the model's form and size.</summary>
    [Required]
    public LineModel Model { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (GroupPattern is not null && RegexFault(GroupPattern) is { } fault)
        {
            yield return new($"is not a regular expression: {fault}", [nameof(GroupPattern)]);
        }
    }

    private static string? RegexFault(string pattern)
    {
        try
        {
            _ = new System.Text.RegularExpressions.Regex(
                pattern, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
