using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace InspectFlow.Jobs.Lines;

/// <summary>
/// Everything about one production line that a person decides: where its images are, how they are prepared, how its model
/// is trained and calibrated, and when that happens. Read from a JSON file by <see cref="Load"/>; the
/// form is in schemas/line.schema.json, which is made from these records.
/// </summary>
public sealed record LineDefinition : IValidatableObject
{
    /// <summary>Gets the address of the JSON schema, for the editor; not used otherwise.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Gets the line's name, unique in its database; lower-case letters, digits, '-' and '_'.</summary>
    [Required]
    [RegularExpression("^[a-z0-9][a-z0-9_-]{0,63}$", ErrorMessage =
        "must be 1 to 64 lower-case letters, digits, '-' or '_', for example \"casting-12\"")]
    public required string Name { get; init; }

    /// <summary>Gets the SQLite database that keeps the line's models, scores and decisions. Several lines may share one.</summary>
    /// <value>The default is <c>inspectflow.db</c> beside the definition.</value>
    [Required]
    [DefaultValue("inspectflow.db")]
    public string Database { get; init; } = "inspectflow.db";

    /// <summary>Gets the folder that receives the CSV files and pages.</summary>
    /// <value>The default is <c>out/NAME</c> beside the definition.</value>
    [Required]
    public string Output { get => field ?? $"out/{Name}"; init; }

    /// <summary>Gets where the good images for training are, and what is trained on them.</summary>
    [Required]
    public LineTraining Training { get; init; } = new();

    /// <summary>Gets how a scan runs.</summary>
    [Required]
    public LineScan Scan { get; init; } = new();

    /// <summary>Gets what the report shows.</summary>
    [Required]
    public LineReport Report { get; init; } = new();

    /// <summary>Gets when the line's jobs run by themselves, or null when they run only by hand.</summary>
    public LineSchedule? Schedule { get; init; }

    /// <summary>Gets the device that trains and scores.</summary>
    /// <value>The default is <see cref="DeviceChoice.Auto"/>.</value>
    [DefaultValue(DeviceChoice.Auto)]
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>Gets how many threads torch, OpenCV and the pipeline share; 0 for one a core.</summary>
    /// <value>The default is 0.</value>
    [Range(0, 1024)]
    [DefaultValue(0)]
    public int Threads { get; init; }

    /// <summary>Gets the absolute path of the file that the definition was read from; empty when it was made in code.</summary>
    [JsonIgnore]
    public string SourceFile { get; init; } = string.Empty;

    /// <summary>Reads and checks a definition. Paths in it are relative to its own folder; in the result they are absolute.</summary>
    /// <param name="path">The JSON file. Comments and trailing commas are allowed.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="LineDefinitionException">The file cannot be read, or is not JSON.</exception>
    /// <exception cref="OptionsException">Members are unknown, of the wrong type or out of range; all of them are listed.</exception>
    public static LineDefinition Load(string path) => LineDefinitionReader.Read(path);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
}
