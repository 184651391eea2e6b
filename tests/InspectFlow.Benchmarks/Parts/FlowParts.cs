using BenchmarkDotNet.Attributes;
using InspectFlow.Model;
using InspectFlow.Model.Layers;
using static TorchSharp.torch;

namespace InspectFlow.Benchmarks.Parts;

/// <summary>The default flow on 16 images and one thread, with maps: as it learns, folded, and folded in bf16.</summary>
public class FlowParts
{
    private const int Images = 16;
    private const int Channels = 8;
    private const int Positions = Images * 16 * 16;

    private readonly FlowArchitecture architecture = new() { Levels = 3 };
    private Flow plain = null!;
    private Flow folded = null!;
    private Flow foldedBf16 = null!;
    private Tensor input = null!;
    private byte[] rows = [];
    private byte[] matrix = [];
    private byte[] mixed = [];

    [GlobalSetup]
    public void Prepare()
    {
        ThreadBudget.Apply(1);
        using var noGrad = no_grad();
        var random = new KeyedRandom(1);
        var pixels = new byte[Images * architecture.Dimensions];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextInt(256);
        }

        using var raw = tensor(pixels, [Images, architecture.Channels, architecture.Height, architecture.Width]);
        input = FlowLikelihood.ToInput(raw);
        plain = Make();
        folded = Make();
        folded.Fold();
        foldedBf16 = Make();
        foldedBf16.UseNetworkPrecision(ScalarType.BFloat16);
        foldedBf16.Fold();
        rows = new byte[Channels * Positions * sizeof(float)];
        mixed = new byte[rows.Length];
        matrix = new byte[Channels * Channels * sizeof(float)];
    }

    [GlobalCleanup]
    public void Release()
    {
        plain.Dispose();
        folded.Dispose();
        foldedBf16.Dispose();
        input.Dispose();
    }

    [Benchmark(Description = "flow, 16 images, as it learns")]
    public double Plain() => Pass(plain);

    [Benchmark(Description = "flow, 16 images, folded")]
    public double Folded() => Pass(folded);

    [Benchmark(Description = "flow, 16 images, folded, bf16")]
    public double FoldedBf16() => Pass(foldedBf16);

    [Benchmark(Description = "channel mix, 8 channels of 4096 positions")]
    public byte Mix()
    {
        ChannelMixer.Apply<float>(rows, matrix, [], mixed);
        return mixed[0];
    }

    private double Pass(Flow flow)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return FlowLikelihood.Nll(flow.Forward(input, withMap: true)).sum().item<double>();
    }

    private Flow Make()
    {
        var flow = FlowFactory.Create(architecture, seed: 1);
        flow.Initialize(input);
        flow.eval();
        return flow;
    }
}
