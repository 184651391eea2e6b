using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>An optimizer's state in the library's own form, which is the only way to it.</summary>
internal static class OptimizerState
{
    /// <summary>Gives the state.</summary>
    /// <param name="optimizer">The optimizer.</param>
    public static byte[] Save(AdamW optimizer)
    {
        using var scope = NewDisposeScope();
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        optimizer.save_state_dict(writer);
        writer.Flush();
        return buffer.ToArray();
    }

    /// <summary>Restores what <see cref="Save"/> gave.</summary>
    /// <param name="optimizer">An optimizer of the same parameters.</param>
    /// <param name="saved">The state.</param>
    public static void Load(AdamW optimizer, byte[] saved)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var reader = new BinaryReader(new MemoryStream(saved));
        optimizer.load_state_dict(reader);
    }
}
