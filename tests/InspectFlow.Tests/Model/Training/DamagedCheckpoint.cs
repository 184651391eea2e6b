using System.Text;
using InspectFlow.Model;
using Xunit;

namespace InspectFlow.Tests.Model.Training;

/// <summary>Damages a checkpoint whose tensors can all be read.</summary>
internal static class DamagedCheckpoint
{
    /// <summary>The ways to damage one.</summary>
    public static TheoryData<string> Ways { get; } = ["other optimizer", "endless name", "endless state", "short state", "no state", "position"];

    /// <summary>Damages a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="way">One of <see cref="Ways"/>.</param>
    /// <param name="position">The name of the position in it.</param>
    public static void Make(string path, string way, string position)
    {
        var file = SafetensorsFile.Read(path);
        var damaged = new SafetensorsFile();
        foreach (var (key, value) in file.Metadata)
        {
            damaged.Metadata[key] = way == "position" && key == position ? "12345678901234567890" : value;
        }

        foreach (var tensor in file.Tensors.Values.Where(t => t.Name != "optimizer"))
        {
            damaged.Add(tensor);
        }

        var state = file.Tensors["optimizer"].Data;
        byte[]? changed = way switch
        {
            "other optimizer" => [state[0], .. Encoding.UTF8.GetBytes("Other"), .. state[6..]],
            "endless name" => [.. Enumerable.Repeat(byte.MaxValue, 8), .. state[8..]],
            "endless state" => [.. state[..6], .. Enumerable.Repeat(byte.MaxValue, 12), .. state[18..]],
            "short state" => state[..^5],
            "no state" => null,
            _ => state,
        };
        if (changed is not null)
        {
            damaged.Add(new("optimizer", "U8", [changed.Length], changed));
        }

        damaged.Write(path);
    }
}
