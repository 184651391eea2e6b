using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>How images are prepared for a model: its own options, with the flat field that it was trained with.</summary>
internal static class BundlePreprocessing
{
    /// <summary>The name under which a bundle keeps the flat field.</summary>
    public const string FlatFieldName = "flat_field";

    /// <summary>Reads it from a bundle.</summary>
    public static PreprocessingOptions Of(ModelBundle bundle)
    {
        var options = JsonSerializer.Deserialize<PreprocessingOptions>(bundle.Metadata.PreprocessingJson, LineJson.Options)!;
        return bundle.Metadata.References.TryGetValue(FlatFieldName, out var json)
            ? options with { MeasuredFlatField = JsonSerializer.Deserialize<FlatField>(json, LineJson.Options) }
            : options;
    }
}
