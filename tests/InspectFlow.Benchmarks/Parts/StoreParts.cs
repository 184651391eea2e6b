using BenchmarkDotNet.Attributes;
using InspectFlow.Benchmarks.Rows;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Benchmarks.Parts;

/// <summary>Storing what a batch scored, each batch of new images.</summary>
public class StoreParts
{
    private const int BatchSize = 64;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);

    private string folder = string.Empty;
    private InspectionStore store = null!;
    private RowGenerator rows = null!;
    private RunRecord night = null!;
    private int written;

    [GlobalSetup]
    public void Prepare()
    {
        folder = Directory.CreateTempSubdirectory("inspectflow-bench").FullName;
        var clock = new NightClock(Start);
        store = InspectionStore.Open(Path.Combine(folder, "store.db"), clock);
        rows = new RowGenerator(store, clock);
        night = rows.BeginNight();
    }

    [GlobalCleanup]
    public void Release()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Benchmark(Description = "store a batch of 64")]
    public int Write()
    {
        rows.Write(night, Enumerable.Range(written, BatchSize));
        return written += BatchSize;
    }
}
