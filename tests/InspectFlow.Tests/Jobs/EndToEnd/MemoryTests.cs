using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Tests.Bindings;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.Model;
using InspectFlow.Tests.TestDoubles;
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

    [Fact]
    public async Task Sixty_tiled_pictures_hold_no_more_managed_memory_than_ten()
    {
        using var folder = new TempFolder();
        var preprocessing = new PreprocessingOptions { Width = 16, Height = 16, Tiling = new() { Overlap = 2 } };
        var file = TestImages.Describe(folder.Add("a.png", TestImages.Encoded(".png", 400, 200)));
        using var scorer = new ImageScorer(
            ToyBundle.Save(folder.File("m"), ToyImages.Architecture with { Width = 16, Height = 16 }),
            preprocessing,
            new() { BatchSize = BatchSize, Device = "cpu" },
            peakPercent: 1);
        using var pipeline = new OpenPipeline(
            scorer, new BatchPipeline(new() { BatchSize = BatchSize, Workers = 2 }, new(), preprocessing, TimeProvider.System), [], TimeProvider.System);

        await ScoreAsync(pipeline, [file], batches: 10, perBatch: 1);
        var bytes = GC.GetTotalMemory(forceFullCollection: true);
        await ScoreAsync(pipeline, [file], batches: 60, perBatch: 1);

        // One picture and its maps are 1 MB.
        (GC.GetTotalMemory(forceFullCollection: true) - bytes).ShouldBeLessThan(4L << 20);
    }

    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }

    private static async Task ScoreAsync(OpenPipeline pipeline, List<SourceFile> files, int batches, int perBatch = BatchSize)
    {
        var scored = 0;
        await pipeline.RunAsync(
            Enumerable.Range(0, batches * perBatch).Select(i => files[i % files.Count]),
            _ => false,
            images => scored += images.Count,
            CancellationToken.None);
        scored.ShouldBe(batches * perBatch);
    }
}
