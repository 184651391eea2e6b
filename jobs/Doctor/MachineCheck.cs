using System.Globalization;
using InspectFlow.Jobs.Threads;

namespace InspectFlow.Jobs.Doctor;

/// <summary>Cores and memory.</summary>
internal static class MachineCheck
{
    private const double Gibi = 1L << 30;
    private const double LeastMemory = 2;

    public static IEnumerable<Finding> Run(int threads)
    {
        var cores = Environment.ProcessorCount;
        var used = LineThreads.Count(threads);
        var text = string.Create(CultureInfo.InvariantCulture, $"{used} used of {cores} cores");
        yield return used <= cores
            ? Finding.Ok("threads", text)
            : Finding.Warn("threads", text, "More threads than cores slow each other down; set threads to 0 for one a core.");

        // The figures are those of the last collection, of which a young process has had none.
        GC.Collect();
        var memory = GC.GetGCMemoryInfo();
        var total = memory.TotalAvailableMemoryBytes / Gibi;
        var free = (memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes) / Gibi;
        var found = string.Create(CultureInfo.InvariantCulture, $"{free:F1} GiB free of {total:F1} GiB");
        yield return free >= LeastMemory
            ? Finding.Ok("memory", found)
            : Finding.Warn("memory", found, "Training may not fit: end other programs, or use a smaller image, batch or model.");
    }
}
