using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Says where in the picture a position is, in waves of three lengths, so that a network that slides over the picture can
/// expect other things at other places (conditioning as in CFLOW-AD, Gudovskiy et al., 2022, section 4.2).
/// </summary>
internal static class PositionEncoding
{
    // In half waves over the picture's side: which end, which quarter, which eighth.
    private static readonly double[] HalfWaves = [1, 2, 4];

    /// <summary>The channels of the encoding: sine and cosine of each wave, down and across.</summary>
    public static int Channels => 4 * HalfWaves.Length;

    /// <summary>Gives the encoding of every position.</summary>
    /// <param name="like">Tensors of this size, [N,c,h,w], type and device are to be told where their positions are.</param>
    /// <returns>[N,<see cref="Channels"/>,h,w].</returns>
    public static Tensor Of(Tensor like)
    {
        using var scope = NewDisposeScope();
        var (n, h, w) = (like.shape[0], (int)like.shape[2], (int)like.shape[3]);
        var down = Waves(h, like).view(1, -1, h, 1).expand(n, -1, h, w);
        var across = Waves(w, like).view(1, -1, 1, w).expand(n, -1, h, w);
        return MemoryLayout.Join(down, across).MoveToOuterDisposeScope();
    }

    // [waves, length]; positions have their middles at half steps, and the picture goes from −1 to 1.
    private static Tensor Waves(int length, Tensor like)
    {
        var values = new float[2 * HalfWaves.Length * length];
        for (var i = 0; i < HalfWaves.Length; i++)
        {
            for (var at = 0; at < length; at++)
            {
                var (sin, cos) = Math.SinCos(Math.PI / 2 * HalfWaves[i] * (((2.0 * at) + 1) / length - 1));
                values[(2 * i * length) + at] = (float)sin;
                values[(((2 * i) + 1) * length) + at] = (float)cos;
            }
        }

        return tensor(values).view(-1, length).to(like.dtype).to(like.device);
    }
}
