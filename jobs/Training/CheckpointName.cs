using System.Security.Cryptography;
using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// Names checkpoints after all that decides the weights: a run with other options or images starts its own checkpoint, and the same
/// command after a kill finds the one that it left.
/// </summary>
internal static class CheckpointName
{
    /// <summary>Gives the file's name.</summary>
    public static string Of(PreprocessingOptions preprocessing, FlowArchitecture architecture, SplitManifest split, TrainingOptions options)
    {
        var key = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new { preprocessing, preprocessing.MeasuredFlatField, architecture, split, options }, LineJson.Options));
        return $"training-{Convert.ToHexStringLower(key)[..12]}.checkpoint";
    }
}
