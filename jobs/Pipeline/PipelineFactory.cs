using System.Collections.Concurrent;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Threads;
using InspectFlow.Model;
using TorchSharp;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>Opens the one scoring path with a line's settings.</summary>
internal sealed class PipelineFactory(LineDefinition line, TimeProvider time)
{
    /// <summary>Gets the precision of the scores, for example <c>fp32</c>.</summary>
    public string Precision => line.Scan.Precision;

    /// <summary>Opens the path for a model.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="batchSize">The images scored at a time.</param>
    /// <param name="keptMaps">The maps that images keep beside the departure of the local NLL map from that of good parts.</param>
    /// <returns>The path; dispose it to free the model.</returns>
    public OpenPipeline Open(ModelBundle bundle, int batchSize, MapKinds keptMaps = MapKinds.None)
    {
        var preprocessing = BundlePreprocessing.Of(bundle);
        var notices = new ConcurrentQueue<string>();
        var (scorer, threads) = Scorer(bundle, preprocessing, batchSize, notices.Enqueue, keptMaps);
        return new(
            scorer,
            new BatchPipeline(
                new BatchOptions { BatchSize = batchSize, Workers = threads.Decoding },
                line.Decoding,
                preprocessing,
                time),
            notices,
            time);
    }

    /// <summary>Opens the part of the path that scores images which are prepared already.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="batchSize">The images scored at a time.</param>
    /// <returns>The scorer; dispose it to free the model.</returns>
    public ImageScorer OpenScorer(ModelBundle bundle, int batchSize) =>
        Scorer(bundle, BundlePreprocessing.Of(bundle), batchSize, _ => { }, MapKinds.None).Scorer;

    private (ImageScorer Scorer, ThreadBudget Threads) Scorer(
        ModelBundle bundle, PreprocessingOptions preprocessing, int batchSize, Action<string> notice, MapKinds keptMaps)
    {
        var device = FlowDevice.Choose(line.Device, line.DeviceFallback, notice);
        var threads = LineThreads.Apply(line.Threads, isOnAccelerator: device.type != DeviceType.CPU);
        var options = new FlowScorerOptions
        {
            BatchSize = batchSize,
            Device = device.ToString(),
            Precision = Precision,
            Threads = threads.Torch,
        };
        return (new(bundle, preprocessing, options, BundlePeakPercent.Of(bundle, line), notice, keptMaps), threads);
    }
}
