using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Tests.Bindings;
using InspectFlow.Tests.Ingest;
using Shouldly;
using TorchSharp;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    private const int BatchSize = 4;
    private const long LevelBytes = 48L << 20;

    [SkippableFact]
    public async Task Two_hundred_scored_batches_hold_no_more_native_memory_than_twenty()
    {
        Skip.IfNot(LiveMats.CanCount, "the published OpenCvSharp does not count its matrices");
        using var plant = await Plant.TrainedAsync(CancellationToken.None);
        using var session = plant.Open();
        var inForce = InForce.Load(session);
        using var pipeline = new PipelineFactory(plant.Line, TimeProvider.System).Open(inForce.Bundle, BatchSize);
        var files = new FolderSource(plant.Line.RequireSource() with { Glob = "*.png" }, TimeProvider.System)
            .List(_ => { }, CancellationToken.None).ToList();

        await ScoreAsync(pipeline, files, batches: 20);
        var (tensors, mats, bytes) = (LiveTensors(), LiveMats.Count, Environment.WorkingSet);
        await ScoreAsync(pipeline, files, batches: 180);

        LiveTensors().ShouldBe(tensors);
        LiveMats.Count.ShouldBe(mats);
        (Environment.WorkingSet - bytes).ShouldBeLessThan(LevelBytes);
    }

    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }

    private static async Task ScoreAsync(OpenPipeline pipeline, List<SourceFile> files, int batches)
    {
        var scored = 0;
        await pipeline.RunAsync(
            Enumerable.Range(0, batches * BatchSize).Select(i => files[i % files.Count]),
            _ => false,
            images => scored += images.Count,
            CancellationToken.None);
        scored.ShouldBe(batches * BatchSize);
    }
}
