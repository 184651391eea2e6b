using System.Text.Json;
using System.Text.Json.Nodes;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Sessions;

/// <summary>The score by which a line decides, and why that one.</summary>
/// <param name="Name">One of <see cref="ScoreNames.All"/>.</param>
/// <param name="Reason">Why, for a person.</param>
public sealed record DecidingScore(string Name, string Reason)
{
    /// <summary>The name under which a bundle keeps what training recommends, a <see cref="ScoreRecommendation"/>.</summary>
    public const string ReferenceName = "deciding";

    /// <summary>Says by which score a line decides with a model: the definition's, else what the model recommends, else its family's.</summary>
    /// <param name="line">The line.</param>
    /// <param name="model">The model as the database knows it.</param>
    /// <returns>The score.</returns>
    public static DecidingScore Of(LineDefinition line, ModelRecord model)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(model);
        return line.Calibration.Score is { } named ? new(named, "named by the line definition")
            : RecommendedBy(model) is { } recommended ? new(recommended.Score, recommended.Reason)
            : new(line.DefaultScoreOf(model.Family), $"the default of {model.Family}");
    }

    /// <summary>Says by which score a calibration in force decides, and where a new one would decide by another.</summary>
    /// <param name="line">The line.</param>
    /// <param name="model">The model as the database knows it.</param>
    /// <param name="calibration">The calibration.</param>
    /// <returns>The calibration's score.</returns>
    public static DecidingScore InForce(LineDefinition line, ModelRecord model, CalibrationRecord calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var wanted = Of(line, model);
        return string.Equals(wanted.Name, calibration.Score, StringComparison.Ordinal)
            ? wanted
            : new(calibration.Score, $"of the calibration in force; 'calibrate' would take {wanted.Name}: {wanted.Reason}");
    }

    /// <summary>Reads what the training of a model recommends.</summary>
    /// <param name="model">The model as the database knows it.</param>
    /// <returns>The recommendation, or null where there is none.</returns>
    public static ScoreRecommendation? RecommendedBy(ModelRecord model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return JsonNode.Parse(model.Metadata)?["references"]?[ReferenceName]?.GetValue<string>() is { } json
            ? JsonSerializer.Deserialize<ScoreRecommendation>(json, LineJson.Options)
            : null;
    }

    /// <summary>Gives the references of a model that the database keeps as well, so that they are known without its file.</summary>
    internal static Dictionary<string, string> KeptReferences(BundleMetadata model) => model.References
        .Where(r => string.Equals(r.Key, ReferenceName, StringComparison.Ordinal))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Says it to a person.</summary>
    /// <returns>For example <c>joint (the default of feature)</c>.</returns>
    public override string ToString() => $"{Name} ({Reason})";
}
