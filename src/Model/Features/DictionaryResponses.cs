using InspectFlow.Model.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// How one picture correlates with a dictionary's atoms, computed strip by strip: a whole map is many times the
/// picture's size and would leave the processor's caches before it is used.
/// </summary>
/// <param name="Input">What the atoms are applied to, padded, float32 [1,C,h,w], channels-last.</param>
/// <param name="Filters">The atoms, [K,C,p,p].</param>
/// <param name="Step">The distance of neighbouring positions in pixels of the input.</param>
/// <param name="Scales">The scale of each position, [1,1,h',w'].</param>
/// <param name="Bias">The bias of each atom, [K].</param>
/// <param name="Threshold">The soft threshold.</param>
internal sealed record DictionaryResponses(
    Tensor Input, Tensor Filters, int Step, Tensor Scales, Tensor Bias, float Threshold)
{
    // The products of a strip: 1 MB, about a core's own cache.
    private const int StripValues = 1 << 18;

    /// <summary>Gets the number of rows of positions.</summary>
    public int Height => (int)Scales.shape[2];

    /// <summary>Gives the rows of a strip.</summary>
    /// <param name="block">What they must be a multiple of.</param>
    /// <returns>How many rows to compute at once.</returns>
    public int StripRows(int block)
    {
        if (Input.device_type != DeviceType.CPU)
        {
            return Height;
        }

        var rows = StripValues / (int)(Scales.shape[3] * Filters.shape[0]) / block * block;
        return Math.Clamp(rows, block, Height);
    }

    /// <summary>Computes the responses of some rows.</summary>
    /// <param name="top">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <returns>The responses.</returns>
    public ResponseMap Strip(int top, int rows)
    {
        var input = Input.narrow(2, (long)top * Step, ((rows - 1) * Step) + Filters.shape[2]);
        return new ResponseMap(SteadyConvolution.Apply(input, Filters, null, [Step, Step]), Scales.narrow(2, top, rows), Bias, Threshold);
    }

    /// <summary>Lays a tensor out channels-last, one channel included.</summary>
    /// <param name="x">The tensor, [1,C,h,w].</param>
    /// <returns>A copy.</returns>
    /// <remarks>
    /// A map of one channel is contiguous either way, and torch goes by its strides; with those of a plain tensor the
    /// products would come out plain too.
    /// </remarks>
    public static Tensor ChannelsLast(Tensor x)
    {
        using var scope = NewDisposeScope();
        var rows = empty([x.shape[0], x.shape[2], x.shape[3], x.shape[1]], device: x.device);
        rows.copy_(x.permute(0, 2, 3, 1));
        return rows.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
