using System.Text.Json.Nodes;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Training;

/// <summary>A model trained and stored; not yet calibrated.</summary>
/// <param name="Record">As stored in the database.</param>
/// <param name="Bundle">Its file.</param>
/// <param name="Split">Which images served for what.</param>
/// <param name="Images">The prepared good images.</param>
/// <param name="CalibrationFiles">The files of *calibrate*.</param>
/// <param name="Summary">How the training went.</param>
/// <param name="Warnings">What a person should know about the images.</param>
/// <param name="Failed">The images that could not be read, "path: reason".</param>
internal sealed record TrainedModel(
    ModelRecord Record,
    ModelBundle Bundle,
    SplitManifest Split,
    PreparedImageSet Images,
    IReadOnlyList<SourceFile> CalibrationFiles,
    TrainingSummary Summary,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Failed)
{
    /// <summary>The name under which the database keeps <see cref="Choice"/> with the model.</summary>
    public const string ChoiceName = "choice";

    /// <summary>Gets why this form of model and no other, for a person; null where no other was tried.</summary>
    public string? Choice { get; init; }

    /// <summary>Reads <see cref="Choice"/> of a model that the database knows.</summary>
    /// <param name="model">The model.</param>
    public static string? ChoiceOf(ModelRecord model) => JsonNode.Parse(model.Metadata)?["references"]?[ChoiceName]?.GetValue<string>();

    /// <summary>Gets in how many tiles the good images are looked at, for a person; null on a line without tiling.</summary>
    public string? Tiles
    {
        get
        {
            var census = new TileCensus();
            census.Add(Images.Images.Select(i => i.Tiles));
            return census.ToText();
        }
    }

    /// <summary>Gets the file from which the training would go on, to be deleted once the model has thresholds.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Gets the scores of cross-scoring; null where images of their own calibrate.</summary>
    public CrossScores? CrossScores { get; init; }
}
