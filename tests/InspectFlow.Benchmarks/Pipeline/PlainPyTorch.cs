using System.Diagnostics;
using System.Globalization;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>The same flow in plain PyTorch, <c>tests/pytorch/plain_glow.py</c>, in a process of its own.</summary>
internal sealed class PlainPyTorch : IDisposable
{
    private readonly Process process;

    private PlainPyTorch(Process process) => this.process = process;

    /// <summary>Gets the version of its libtorch.</summary>
    public string Version { get; private set; } = string.Empty;

    /// <summary>Starts it.</summary>
    /// <param name="python">The interpreter, which must have the module torch.</param>
    /// <param name="bundle">The model.</param>
    /// <param name="images">The prepared images, raw.</param>
    /// <param name="threads">Its threads.</param>
    /// <param name="isTuned">
    /// Whether it gets all that can be had without rewriting it: channels-last tensors, and a heap that keeps what
    /// tensors released, as the product's does.
    /// </param>
    public static PlainPyTorch Start(string python, string bundle, string images, int threads, bool isTuned)
    {
        var script = SourceTree.PathOf(Path.Combine("tests", "pytorch", "plain_glow.py"));
        var start = new ProcessStartInfo(
            python, [script, bundle, images, threads.ToString(CultureInfo.InvariantCulture), .. isTuned ? ["--channels-last"] : Array.Empty<string>()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (isTuned)
        {
            start.Environment["MALLOC_MMAP_THRESHOLD_"] = (32 << 20).ToString(CultureInfo.InvariantCulture);
            start.Environment["MALLOC_TRIM_THRESHOLD_"] = (1 << 30).ToString(CultureInfo.InvariantCulture);
        }

        var plain = new PlainPyTorch(Process.Start(start)!);
        plain.Version = plain.Read().Split(' ')[1];
        return plain;
    }

    /// <summary>Gives the NLL of the first images, in nats.</summary>
    public double[] Likelihoods(int count) => Ask($"nll {count}");

    /// <summary>Scores for so many seconds and gives images per second.</summary>
    public double Score(double seconds) => Rate(Ask(FormattableString.Invariant($"score {seconds}")));

    /// <summary>Trains so many steps and gives steps per second.</summary>
    public double Train(int steps) => Rate(Ask(FormattableString.Invariant($"train {steps}")));

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static double Rate(double[] answer) => answer[0] / answer[1];

    private double[] Ask(string question)
    {
        process.StandardInput.WriteLine(question);
        process.StandardInput.Flush();
        return Array.ConvertAll(Read().Split(' '), v => double.Parse(v, CultureInfo.InvariantCulture));
    }

    private string Read() => process.StandardOutput.ReadLine() ??
        throw new InvalidOperationException("plain_glow.py ended; what it said of it is above.");
}
