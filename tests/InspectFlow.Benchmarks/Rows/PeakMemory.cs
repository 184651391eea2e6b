using System.Globalization;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>The largest resident set of this process, as Linux tells it.</summary>
internal static class PeakMemory
{
    // Written to clear_refs it sets the peak back to what is resident now.
    private const string ResetPeak = "5";

    /// <summary>Forgets the peak so far, after a collection.</summary>
    public static void Reset()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        File.WriteAllText("/proc/self/clear_refs", ResetPeak);
    }

    /// <summary>Gets the peak since the last reset, in MiB.</summary>
    public static double MiB()
    {
        const string name = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length, line.Length - name.Length - " kB".Length).Trim(), CultureInfo.InvariantCulture) / 1024.0;
    }
}
