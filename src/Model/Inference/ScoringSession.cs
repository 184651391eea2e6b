using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// A folded flow on its device with what scoring compares its latents with. Any number of threads may score with it at
/// once after the first batch, which lays out the kernels.
/// </summary>
internal sealed class ScoringSession : IDisposable
{
    private readonly Flow flow;
    private readonly ScalarType type;
    private readonly Tensor mean;
    private readonly Tensor first;
    private readonly Tensor second;

    public ScoringSession(ModelBundle bundle, FlowScorerOptions options)
    {
        Device = FlowDevice.Parse(options.Device);
        type = string.Equals(options.Precision, FlowScorerOptions.Fp64, StringComparison.Ordinal)
            ? ScalarType.Float64
            : ScalarType.Float32;
        flow = bundle.CreateFlow();
        try
        {
            (mean, first, second) = DeviceMemory.Guard(Device.ToString(), 0, () => Place(bundle.LatentReference, options.Precision));
        }
        catch
        {
            flow.Dispose();
            throw;
        }
    }

    public Device Device { get; }

    /// <summary>Scores images that are on the device.</summary>
    /// <param name="pixels">uint8 [N,C,H,W].</param>
    /// <param name="withMaps">Whether local maps are wanted.</param>
    /// <param name="scores">Where the scores go; fewer than N where the last ones are padding.</param>
    public void Score(Tensor pixels, bool withMaps, Span<ImageScore> scores)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var output = flow.Forward(FlowLikelihood.ToInput(pixels, dtype: type), withMaps);
        var dimensions = output.Dimensions;
        var offset = LatentReferenceBuilder.Join(output) - mean;
        var lastScale = output.LogPriorPerScale[^1].to(ScalarType.Float64);
        var figures = stack(
            [
                FlowLikelihood.Nll(output),
                -lastScale,
                Wide(offset.square().sum(1).sqrt()),
                Wide(offset.mul(first).sum(1)),
                Wide(offset.mul(second).sum(1)),
                output.LastScaleLogDet is { } logDet ? -(lastScale + Wide(logDet)) : -lastScale,
            ]);
        var values = figures.cpu().data<double>().ToArray();
        var (size, count) = (flow.Architecture.Height * flow.Architecture.Width, (int)pixels.shape[0]);
        var maps = OnHost(output.Map?.add(output.Dequantisation / size));
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = new ImageScore(
                values[i],
                FlowLikelihood.BitsPerDim(values[i], dimensions),
                values[count + i],
                Row(maps, i),
                values[(2 * count) + i],
                values[(3 * count) + i],
                values[(4 * count) + i])
            {
                LastScale = values[(5 * count) + i],
            };
        }

        float[]? Row(Tensor? rows, int i) =>
            rows is null ? null : MemoryMarshal.Cast<byte, float>(rows.bytes).Slice(i * size, size).ToArray();
    }

    public void Dispose()
    {
        mean.Dispose();
        first.Dispose();
        second.Dispose();
        flow.Dispose();
    }

    private static Tensor? OnHost(Tensor? maps) => maps?.to(ScalarType.Float32).contiguous().cpu();

    private static Tensor Wide(Tensor value) => value.to(ScalarType.Float64);

    private (Tensor Mean, Tensor First, Tensor Second) Place(LatentReference reference, string precision)
    {
        flow.to(type);
        (flow as FeatureFlow)?.KeepEncodersSingle();
        flow.to(Device);
        flow.eval();
        if (string.Equals(precision, FlowScorerOptions.Bf16, StringComparison.Ordinal))
        {
            flow.UseNetworkPrecision(ScalarType.BFloat16);
        }

        flow.Fold();
        using var scope = NewDisposeScope();
        var (center, one, two) = (
            Constant(reference.Mean, 1), Constant(reference.First, 1 / reference.FirstScale), Constant(reference.Second, 1 / reference.SecondScale));
        return (center.DetachFromDisposeScope(), one.DetachFromDisposeScope(), two.DetachFromDisposeScope());
    }

    private Tensor Constant(float[] values, double factor) => tensor(values).mul(factor).to(type).to(Device);
}
