using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using InspectFlow.Ingest;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Definitions;

/// <summary>
/// Everything about one production line that a person decides: where its images are, how they are prepared, how its model
/// is trained and calibrated, and when that happens.
/// </summary>
public sealed record LineDefinition : IValidatableObject
{
    // A defect of a fiftieth of the side, 0.04 %, and a little more.
    private const double FeaturePeakPercent = 0.05;

    /// <summary>The form of a device's name.</summary>
    internal const string DevicePattern = "^(auto|cpu|cuda(:[0-9]{1,3})?)$";

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

    /// <summary>Gets where the images to inspect come from; null for a line that is never scanned, such as one for <c>evaluate</c>.</summary>
    public FolderSourceOptions? Source { get; init; }

    /// <summary>
    /// Gets a regular expression over an image's path inside its source whose named groups <c>part</c>, <c>lot</c>, <c>serial</c>,
    /// <c>station</c> and <c>view</c> tell what the picture shows, for example <c>^(?&lt;lot&gt;[^/]+)/(?&lt;serial&gt;\d+)_(?&lt;view&gt;\w+)</c>;
    /// null when paths tell nothing.
    /// </summary>
    [RegularExpressionSyntax]
    public string? PartPattern { get; init; }

    /// <summary>Gets the pictures of good parts from which the model and the calibration are made; null where a command brings its own.</summary>
    public LineGoodImages? GoodImages { get; init; }

    /// <summary>Gets how a decoded picture becomes the model's input. A trained model keeps its own: one that differs is refused.</summary>
    [Required]
    public PreprocessingOptions Preprocessing { get; init; } = new();

    /// <summary>
    /// Gets a value indicating whether training chooses the size of the prepared picture, after the good pictures' own: so it is for
    /// <c>feature</c> where the definition names neither width nor height.
    /// </summary>
    [JsonIgnore]
    public bool HasAutomaticSize { get; init; }

    /// <summary>
    /// Gets a value indicating whether training chooses gray or colour, by the good pictures: so it is for <c>feature</c> where the
    /// definition names no colour.
    /// </summary>
    [JsonIgnore]
    public bool HasAutomaticColor { get; init; }

    /// <summary>
    /// Gets a value indicating whether training decides, by the good pictures, if parts are turned upright: so it is where it chooses the
    /// size, and the definition says nothing of alignment or of a region.
    /// </summary>
    [JsonIgnore]
    public bool HasAutomaticAlignment => HasAutomaticSize && !Names("alignment") && Preprocessing.Region is null && Preprocessing.Fit != FitMode.Crop;

    /// <summary>Gets a value indicating whether the family follows from the rest of the definition, which names none.</summary>
    [JsonIgnore]
    public bool HasDefaultFamily { get; init; }

    /// <summary>Gets the members of <see cref="Preprocessing"/> that the definition's file names, as it calls them.</summary>
    [JsonIgnore]
    public IReadOnlyCollection<string> NamedPreprocessing { get; init; } = [];

    /// <summary>Gets a value indicating whether the definition's file names the size of the prepared picture.</summary>
    [JsonIgnore]
    public bool NamesItsSize => Names("width") || Names("height");

    /// <summary>Gets what an image file may cost before it is decoded.</summary>
    [Required]
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>Gets the form and size of the model.</summary>
    [Required]
    public LineModel Model { get; init; } = new();

    /// <summary>Gets how the model is trained.</summary>
    [Required]
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Gets which score decides, and at which percentiles of the good images.</summary>
    [Required]
    public LineCalibration Calibration { get; init; } = new();

    /// <summary>Gets how a scan runs.</summary>
    [Required]
    public LineScan Scan { get; init; } = new();

    /// <summary>Gets what the report shows.</summary>
    [Required]
    public LineReport Report { get; init; } = new();

    /// <summary>Gets how people decide on flagged images, and who may.</summary>
    [Required]
    public LineReview Review { get; init; } = new();

    /// <summary>Gets when the line's jobs run by themselves, or null when they run only by hand.</summary>
    public LineSchedule? Schedule { get; init; }

    /// <summary>Gets the device that trains and scores: <c>auto</c> (CUDA where there is one, else the CPU), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <value>The default is <c>auto</c>.</value>
    [Required]
    [RegularExpression(DevicePattern, ErrorMessage = "must be \"auto\", \"cpu\", \"cuda\" or \"cuda:\" and a number")]
    [DefaultValue("auto")]
    public string Device { get; init; } = "auto";

    /// <summary>
    /// Gets whether the processor may take the place of a CUDA device that is named but not there. Each run then says so.
    /// Without it such a run stops before the first image.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    [DefaultValue(false)]
    public bool DeviceFallback { get; init; }

    /// <summary>Gets how many threads torch, OpenCV and the pipeline share; 0 for one a core.</summary>
    /// <value>The default is 0.</value>
    [Range(0, 1024)]
    [DefaultValue(0)]
    public int Threads { get; init; }

    /// <summary>Gets the absolute path of the file that the definition was read from; empty when it was made in code.</summary>
    [JsonIgnore]
    public string SourceFile { get; init; } = string.Empty;

    /// <summary>
    /// Gets the score that decides where neither <see cref="LineCalibration.Score"/> names one nor the model recommends one, which suits the
    /// family: <c>joint</c> for <c>feature</c>, <c>typicality</c> for a family without local map, else <c>local_typicality</c>.
    /// </summary>
    [JsonIgnore]
    public string DefaultScore => DefaultScoreOf(Model.Family);

    /// <summary>Reads and checks a definition. Paths in it are relative to its own folder; in the result they are absolute.</summary>
    /// <param name="path">The JSON file. Comments and trailing commas are allowed.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="LineDefinitionException">The file cannot be read, or is not JSON.</exception>
    /// <exception cref="OptionsException">Members are unknown, of the wrong type or out of range; all of them are listed.</exception>
    public static LineDefinition Load(string path) => LineDefinitionReader.Read(path);

    /// <summary>
    /// Gives the definition with the family that suits it where it names none: <c>feature</c>, which finds most, unless the definition asks
    /// for what only flows over pixels have.
    /// </summary>
    /// <param name="named">The members of <see cref="Model"/> that somebody named, as the definition's file calls them.</param>
    /// <returns>The definition.</returns>
    internal LineDefinition WithDefaultFamily(IReadOnlyCollection<string> named)
    {
        string[] decided = ["family", "levels", "stepsPerLevel", "hiddenChannels", "coupling"];
        return Preprocessing.Tiling is null && !named.Intersect(decided, StringComparer.Ordinal).Any()
            ? this with { Model = Model with { Family = FlowArchitecture.Feature }, HasDefaultFamily = true }
            : this with { HasDefaultFamily = !named.Contains("family", StringComparer.Ordinal) };
    }

    /// <summary>Gives the definition with what its family takes where it says nothing.</summary>
    /// <param name="named">The members of <see cref="Preprocessing"/> that somebody named, as the definition's file calls them.</param>
    /// <returns>The definition.</returns>
    internal LineDefinition WithFamilyDefaults(IReadOnlyCollection<string> named)
    {
        var line = this with { NamedPreprocessing = named };
        var isFeature = Model.Family is FlowArchitecture.Feature && Preprocessing.Tiling is null;
        line = line with { HasAutomaticColor = isFeature && !line.Names("color") };
        return isFeature && !line.NamesItsSize
            ? line with { HasAutomaticSize = true, Preprocessing = PictureSize.Default(Preprocessing) }
            : line with { HasAutomaticSize = false, Preprocessing = HasAutomaticSize ? PictureSize.Take(Preprocessing, new()) : Preprocessing };
    }

    /// <summary>Gives the source, for a command that cannot do without.</summary>
    /// <returns>The source.</returns>
    /// <exception cref="OptionsException">The definition has none.</exception>
    public FolderSourceOptions RequireSource() => Source ?? throw Missing(
        "source", "is required here: where the images to inspect are, { \"folder\": … }");

    /// <summary>Gives the good images, for a command that cannot do without.</summary>
    /// <returns>The good images.</returns>
    /// <exception cref="OptionsException">The definition has none.</exception>
    public LineGoodImages RequireGoodImages() => GoodImages ?? throw Missing(
        "goodImages", "is required here: where pictures of good parts are, { \"folders\": [ … ] }");

    /// <summary>Gives the architecture of the flow that the line trains.</summary>
    /// <returns>The architecture, its input as large as the prepared image.</returns>
    public FlowArchitecture ToArchitecture() =>
        Model.ToArchitecture(Preprocessing.CountChannels(), Preprocessing.Height, Preprocessing.Width);

    /// <summary>Gives the share of the pixels that a model's peak averages, in percent.</summary>
    /// <param name="family">The model's family.</param>
    /// <returns>The line's own, or what suits the family.</returns>
    public double PeakPercentOf(string family) =>
        Calibration.PeakPercent ?? (family is FlowArchitecture.Feature ? FeaturePeakPercent : PeakScore.DefaultPercent);

    /// <summary>Gives <see cref="DefaultScore"/> for a model that may be of another family than a new one would be.</summary>
    /// <param name="family">The model's family.</param>
    /// <returns>One of <see cref="ScoreNames.All"/>.</returns>
    public string DefaultScoreOf(string family) => family switch
    {
        FlowArchitecture.Feature when Preprocessing.Tiling is null => ScoreNames.Joint,
        _ when new FlowArchitecture { Family = family }.HasMap => ScoreNames.LocalTypicality,
        _ => ScoreNames.Typicality,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var architecture = ToArchitecture();
        foreach (var error in OptionsValidator.Check(architecture).Where(e => e.Path is "$.width" or "$.height"))
        {
            yield return new ValidationResult(error.Message, [$"preprocessing.{error.Path[2..]}"]);
        }

        if (!architecture.HasMap && Calibration.Score is { } score && ScoreNames.NeedsMap(score))
        {
            yield return new ValidationResult(
                $"\"{score}\" needs a local map, which {architecture.Family} does not have; " +
                "use \"typicality\", \"nll\" or \"complexity\", or another family",
                ["calibration.score"]);
        }

        if (Model.Family is FlowArchitecture.Feature &&
            (Calibration.Score is ScoreNames.Complexity || (Calibration.Score is ScoreNames.LocalTypicality && Preprocessing.Tiling is null)))
        {
            yield return new ValidationResult(
                $"\"{Calibration.Score}\" is a score of flows over pixels, which feature does not have; " +
                $"use \"{DefaultScoreOf(Model.Family)}\", \"peak\", \"last_scale\", \"typicality\" or \"nll\", leave it out, or name another family",
                ["calibration.score"]);
        }

        if (Preprocessing.Tiling is not null && Calibration.Score is ScoreNames.Joint)
        {
            yield return new ValidationResult(
                "\"joint\" needs the whole picture in one input, which a line with tiling does not have; use \"local_typicality\" or \"peak\", or leave tiling out",
                ["calibration.score"]);
        }

        if (!architecture.HasMap && Preprocessing.Tiling is not null)
        {
            yield return new ValidationResult(
                $"blends the local maps of tiles, and {architecture.Family} does not have any; use another family, or leave tiling out",
                ["preprocessing.tiling"]);
        }

        if (string.Equals(architecture.Family, FlowArchitecture.RealNvpDense, StringComparison.Ordinal) && Training.BatchSize < 2)
        {
            yield return new ValidationResult(
                "must be at least 2 for realnvp-dense, whose batch normalization needs a batch; 32 is good", ["training.batchSize"]);
        }
    }

    private OptionsException Missing(string member, string message) =>
        new(SourceFile.Length > 0 ? SourceFile : $"The line {Name}", [new($"$.{member}", message)]);

    private bool Names(string member) => NamedPreprocessing.Contains(member, StringComparer.Ordinal);
}
