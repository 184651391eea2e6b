using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>Which files of a folder are images to inspect.</summary>
public sealed record FolderSourceOptions : IValidatableObject
{
    /// <summary>Gets the folder to walk. Relative paths are taken from the working directory.</summary>
    [Required]
    public string Folder { get; init; } = string.Empty;

    /// <summary>
    /// Gets the pattern that a file's path, relative to <see cref="Folder"/> and with '/' between its parts, must match;
    /// <c>*</c> stands for any part of a name, <c>**</c> for any folders. Case does not matter. The default is <c>**/*</c>.
    /// </summary>
    [Required]
    public string Glob { get; init; } = "**/*";

    /// <summary>Gets a value indicating whether folders inside the folder are walked too. The default is true.</summary>
    public bool Recursive { get; init; } = true;

    /// <summary>
    /// Gets how long a file must have been left alone before it is read; a younger one may still be being written and
    /// waits for the next run. The default is 5 seconds.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SettleTime < TimeSpan.Zero)
        {
            yield return new("must not be negative", [nameof(SettleTime)]);
        }
    }
}
