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
    /// <param name="keepNllMaps">Whether images keep the local NLL map beside its departure from that of good parts.</param>
    /// <returns>The path; dispose it to free the model.</returns>
    public OpenPipeline Open(ModelBundle bundle, int batchSize, bool keepNllMaps = false)
    {
        var preprocessing = BundlePreprocessing.Of(bundle);
        var notices = new ConcurrentQueue<string>();
        var device = FlowDevice.Choose(line.Device, line.DeviceFallback, notices.Enqueue);
        var threads = LineThreads.Apply(line.Threads, isOnAccelerator: device.type != DeviceType.CPU);
        var scorer = new ImageScorer(
            bundle,
            preprocessing,
            new FlowScorerOptions
            {
                BatchSize = batchSize,
                Device = device.ToString(),
                Precision = Precision,
                Threads = threads.Torch,
            },
            line.Calibration.PeakPercent,
            notices.Enqueue,
            keepNllMaps);
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
}
