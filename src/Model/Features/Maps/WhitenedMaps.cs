using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Maps of whitened features of some pictures, of one size, in memory.</summary>
/// <param name="channels">The features at each place.</param>
/// <param name="height">The places' rows.</param>
/// <param name="width">The places' columns.</param>
/// <param name="maps">The maps, each channels × height × width values.</param>
internal sealed class WhitenedMaps(int channels, int height, int width, IReadOnlyList<float[]> maps)
{
    /// <summary>Gets the number of pictures.</summary>
    public int Count => maps.Count;

    /// <summary>Gets the places of a picture.</summary>
    public int Places => height * width;

    /// <summary>Gives some of them as one batch.</summary>
    /// <param name="indices">Which.</param>
    /// <returns>[N,channels,height,width].</returns>
    public Tensor Batch(ReadOnlySpan<int> indices)
    {
        var batch = empty([indices.Length, channels, height, width], ScalarType.Float32);
        var values = MemoryMarshal.Cast<byte, float>(batch.bytes);
        var size = channels * Places;
        for (var i = 0; i < indices.Length; i++)
        {
            maps[indices[i]].CopyTo(values[(i * size)..]);
        }

        return batch;
    }
}
