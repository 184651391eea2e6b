using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Keeps the training of an encoder in a safetensors file, so that it goes on after a kill. Every draw is keyed on seed, step and view, so
/// no generator's state is needed.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="fingerprint">Identifies the run; see <see cref="Fingerprint"/>.</param>
internal sealed class LearnedEncoderCheckpoint(string path, string fingerprint)
{
    private const string Format = "inspectflow-encoder-checkpoint-1";
    private const string OptimizerName = "optimizer";

    /// <summary>Identifies everything that must be the same for a run to be continued: options, encoder and pictures.</summary>
    public static string Fingerprint(LearnedEncoderTrainingOptions options, LearnedEncoderOptions encoder, LearningPictures pictures)
    {
        // By the clock neither the time that is left nor the number of cores must stay as it was.
        var kept = options with { Minutes = 1, CheckpointEvery = default, BatchSize = options.Steps is null ? options.ShareSize : options.BatchSize };
        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes(kept), .. JsonSerializer.SerializeToUtf8Bytes(encoder)];
        return Convert.ToHexStringLower(SHA256.HashData([.. text, .. pictures.Digest()]));
    }

    /// <summary>Writes the run, beside the file and then over it.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="descent">Their average and the optimizer.</param>
    /// <param name="seconds">The time that the run has taken.</param>
    public void Save(FlatWeights weights, AveragedDescent descent, double seconds)
    {
        var file = new SafetensorsFile();
        file.Metadata["format"] = Format;
        file.Metadata["fingerprint"] = fingerprint;
        file.Metadata["steps"] = descent.Steps.ToString(CultureInfo.InvariantCulture);
        file.Metadata["seconds"] = seconds.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, tensor) in Tensors(weights, descent))
        {
            file.Add(TensorStorage.ToSafetensors(name, tensor));
        }

        var optimizer = descent.SaveOptimizer();
        file.Add(new SafetensorsTensor(OptimizerName, "U8", [optimizer.Length], optimizer));
        file.Write(path);
    }

    /// <summary>Restores the run where there is a file.</summary>
    /// <param name="weights">The fresh weights to restore it into.</param>
    /// <param name="descent">Their average and the optimizer.</param>
    /// <returns>The time that the run has taken, in seconds; 0 where there is no file.</returns>
    /// <exception cref="ModelFormatException">The file is damaged, no checkpoint, or of another run.</exception>
    public double Load(FlatWeights weights, AveragedDescent descent)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        var file = SafetensorsFile.Read(path);
        if (!string.Equals(file.Metadata.GetValueOrDefault("format"), Format, StringComparison.Ordinal) ||
            !string.Equals(file.Metadata.GetValueOrDefault("fingerprint"), fingerprint, StringComparison.Ordinal))
        {
            throw new ModelFormatException(
                path, "is no checkpoint of this training: options, encoder or images differ; restore those to continue it, or delete it to train anew");
        }

        try
        {
            var stored = file.Tensors.Values.Where(t => t.Name is not OptimizerName).ToDictionary(t => t.Name, StringComparer.Ordinal);
            using (no_grad())
            {
                TensorStorage.CopyInto(Tensors(weights, descent), stored, path);
            }

            descent.LoadOptimizer(file.Tensors[OptimizerName].Data, int.Parse(file.Metadata["steps"], CultureInfo.InvariantCulture));
            return double.Parse(file.Metadata["seconds"], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (CheckpointDamage.Caused(e))
        {
            throw CheckpointDamage.Of(path, e);
        }
    }

    private static Dictionary<string, Tensor> Tensors(FlatWeights weights, AveragedDescent descent) => new(StringComparer.Ordinal)
    {
        ["weights"] = weights.Values,
        ["average"] = descent.Average,
    };
}
