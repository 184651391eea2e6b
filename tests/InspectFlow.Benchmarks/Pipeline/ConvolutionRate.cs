using System.Diagnostics;
using InspectFlow.Model;
using static TorchSharp.torch;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>What the machine's libtorch convolves at best: 64 to 64 channels, 3 × 3, channels-last, a thread on each core.</summary>
internal static class ConvolutionRate
{
    private const int Images = 16;
    private const int Channels = 64;
    private const int Side = 32;
    private const int Kernel = 3;
    private const int CallsBetweenLooks = 8;
    private const double Operations = 2.0 * Images * Side * Side * Channels * Channels * Kernel * Kernel;

    /// <summary>Measures.</summary>
    /// <param name="cores">The threads.</param>
    /// <param name="type">The precision.</param>
    /// <param name="seconds">How long.</param>
    /// <returns>GFLOP/s of all threads together.</returns>
    public static double Measure(int cores, ScalarType type, double seconds)
    {
        using var crew = new TorchCrew(cores, "convolution");
        var rates = new double[cores];

        // One step a thread: each lasts the whole time, so that no thread takes a second one.
        Task.WhenAll(Enumerable.Range(0, cores).Select(i => crew.Start(_ => rates[i] = Run(type, seconds)))).GetAwaiter().GetResult();
        return rates.Sum();
    }

    private static double Run(ScalarType type, double seconds)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var x = ChannelsLast([Images, Side, Side, Channels], type);
        var weight = ChannelsLast([Channels, Kernel, Kernel, Channels], type);
        long[] padding = [Kernel / 2, Kernel / 2];
        Call();
        var (began, calls) = (Stopwatch.GetTimestamp(), 0);
        double elapsed;
        do
        {
            for (var i = 0; i < CallsBetweenLooks; i++)
            {
                Call();
            }

            calls += CallsBetweenLooks;
            elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        while (elapsed < seconds);

        return calls * Operations / elapsed / 1e9;

        void Call()
        {
            using var y = nn.functional.conv2d(x, weight, padding: padding);
        }
    }

    private static Tensor ChannelsLast(long[] shape, ScalarType type) =>
        ones(shape, ScalarType.Float32).mul(0.01).to(type).permute(0, 3, 1, 2);
}
