using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace InspectFlow.Model;

/// <summary>
/// Saves and restores a training run as a safetensors file. Random draws are keyed on seed, step and image, so no
/// generator's state is needed.
/// </summary>
internal static class TrainingCheckpoint
{
    private const string Format = "inspectflow-checkpoint-2";
    private const string OptimizerName = "optimizer";

    /// <summary>Identifies everything that must be the same for a run to be continued: options, flow and images.</summary>
    public static string Fingerprint(TrainingOptions options, TrainingImages images)
    {
        // How often checkpoints are written changes nothing in what they hold.
        var text = JsonSerializer.Serialize(options with { CheckpointEvery = default }) +
            JsonSerializer.Serialize(images.Architecture) + images.Oversampling;
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(text), .. images.Digest()]));
    }

    /// <summary>Writes the run atomically.</summary>
    public static void Save(string path, TrainingState state, TrainingPosition position, string fingerprint)
    {
        var file = new SafetensorsFile();
        file.Metadata["format"] = Format;
        file.Metadata["fingerprint"] = fingerprint;
        file.Metadata["position"] = JsonSerializer.Serialize(position);
        foreach (var (name, tensor) in state.Tensors())
        {
            file.Add(TensorStorage.ToSafetensors(name, tensor));
        }

        var optimizer = OptimizerState.Save(state.Optimizer);
        file.Add(new SafetensorsTensor(OptimizerName, "U8", [optimizer.Length], optimizer));
        file.Write(path);
    }

    /// <summary>Restores the run.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="state">The fresh run to restore it into.</param>
    /// <param name="fingerprint">What the checkpoint's fingerprint must be.</param>
    /// <exception cref="ModelFormatException">The file is damaged, no checkpoint, or of another run.</exception>
    public static void Load(string path, TrainingState state, string fingerprint)
    {
        var file = SafetensorsFile.Read(path);
        if (!string.Equals(file.Metadata.GetValueOrDefault("format"), Format, StringComparison.Ordinal))
        {
            throw new ModelFormatException(path, "is not a training checkpoint of this version; delete it to train anew");
        }

        if (!string.Equals(file.Metadata.GetValueOrDefault("fingerprint"), fingerprint, StringComparison.Ordinal))
        {
            throw new ModelFormatException(
                path,
                "is the checkpoint of a run with other training options, architecture or images; " +
                "restore those to continue it, or delete it to train anew");
        }

        try
        {
            var position = JsonSerializer.Deserialize<TrainingPosition>(file.Metadata["position"])
                ?? throw new JsonException("the position is null");
            var tensors = file.Tensors.Values.Where(t => t.Name is not OptimizerName);
            TensorStorage.CopyInto(state.Tensors(), tensors.ToDictionary(t => t.Name, StringComparer.Ordinal), path);
            OptimizerState.Load(state.Optimizer, file.Tensors[OptimizerName].Data);
            state.Position = position;
        }
        catch (Exception e) when (CheckpointDamage.Caused(e))
        {
            throw CheckpointDamage.Of(path, e);
        }
    }
}
