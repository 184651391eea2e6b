using System.Diagnostics;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>What a piece of work cost.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="ProcessorSeconds">The processor time of this process meanwhile; says more on a busy machine.</param>
/// <param name="PeakMiB">The largest resident set of the process while it ran, in MiB.</param>
internal sealed record Cost(double Seconds, double ProcessorSeconds, double PeakMiB)
{
    /// <summary>Does a piece of work once.</summary>
    public static Cost Of(Action work)
    {
        PeakMemory.Reset();
        var (began, processor) = (Stopwatch.GetTimestamp(), ProcessorTime());
        work();
        return new(
            Stopwatch.GetElapsedTime(began).TotalSeconds, (ProcessorTime() - processor).TotalSeconds, PeakMemory.MiB());
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
