using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Computes a step's gradient. On the processor each of its threads takes its share of the batch through a flow of its
/// own that shares the weights, which keeps every core busy without a barrier; the shares' gradients are then added in
/// order. On an accelerator, and where a step needs the batch as a whole, the calling thread takes all of it.
/// </summary>
internal sealed class GradientWorkers : IDisposable
{
    // Fewer would make the calls into torch dearer than the arithmetic.
    private const int FewestImages = 4;

    private readonly TrainingBatches batches;
    private readonly FlatWeights weights;
    private readonly int batchSize;
    private readonly List<Worker> workers = [];
    private readonly TorchCrew? crew;

    /// <summary>Initializes a new instance of the <see cref="GradientWorkers"/> class.</summary>
    /// <param name="flow">The flow that learns.</param>
    /// <param name="weights">Its weights and their gradient.</param>
    /// <param name="batches">Gives the images of a step.</param>
    /// <param name="options">The size of a batch and the precision of the couplings' networks.</param>
    /// <param name="threads">The threads to use at the most.</param>
    public GradientWorkers(Flow flow, FlatWeights weights, TrainingBatches batches, TrainingOptions options, int threads)
    {
        this.batches = batches;
        this.weights = weights;
        batchSize = options.BatchSize;
        var isOnProcessor = weights.Values.device_type == DeviceType.CPU;
        var count = isOnProcessor ? Math.Clamp(Math.Min(threads, batchSize / FewestImages), 1, batchSize) : 1;
        workers.Add(new Worker(flow, weights));
        while (workers.Count < count && flow.Replicate() is { } replica)
        {
            workers.Add(new Worker(replica, new FlatWeights(replica, weights)));
        }

        if (workers.Count > 1)
        {
            crew = new TorchCrew(workers.Count, "training");
        }

        UseNetworkPrecision(options.SubnetPrecision);
    }

    /// <summary>Computes the gradient of a step into <see cref="FlatWeights.Gradients"/>.</summary>
    /// <param name="step">The step; gives images, augmentation and noise.</param>
    /// <returns>The batch's mean bits per dimension and the gradient's norm.</returns>
    public (double Loss, double Norm) Compute(int step)
    {
        var indices = batches.Indices(step);
        var losses = Share(batchSize, (worker, start, count) => Backward(worker, step, indices.AsSpan(start, count)));
        return (losses.Sum(), weights.Gather(workers.Skip(1).Select(w => w.Weights)));
    }

    /// <summary>Judges the flow, in the precision of its weights, as <see cref="FlowAudit"/> does.</summary>
    /// <param name="pixels">The images, uint8 N×C×H×W.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <param name="precision">The precision to return to.</param>
    /// <returns>The mean bits per dimension.</returns>
    public double Judge(byte[] pixels, long seed, ScalarType? precision)
    {
        var flow = workers[0].Flow;
        var size = flow.Architecture.Dimensions;
        UseNetworkPrecision(null);
        var sums = Share(pixels.Length / size, (_, start, count) =>
            FlowAudit.BitsPerDim(flow, pixels.AsSpan(start * size, count * size), seed, batchSize, start).Sum());
        UseNetworkPrecision(precision);
        return sums.Sum() / (pixels.Length / size);
    }

    public void Dispose()
    {
        UseNetworkPrecision(null);
        crew?.Dispose();
        foreach (var replica in workers.Skip(1))
        {
            replica.Weights.Dispose();
            replica.Flow.Dispose();
        }
    }

    // The worker's share of the batch's mean.
    private double Backward(Worker worker, int step, ReadOnlySpan<int> indices)
    {
        using var scope = NewDisposeScope();
        Tensor input;
        using (no_grad())
        {
            input = batches.Input(step, indices);
            worker.Weights.Gradients.zero_();
        }

        worker.Flow.train();
        var loss = FlowLikelihood.BitsPerDim(worker.Flow.Forward(input)).sum().div(batchSize);
        loss.backward();
        return loss.detach().to(ScalarType.Float64).item<double>();
    }

    private double[] Share(int total, Func<Worker, int, int, double> part)
    {
        if (crew is null)
        {
            return [part(workers[0], 0, total)];
        }

        var results = new double[workers.Count];
        var running = workers.Select((worker, i) =>
        {
            var (start, end) = (total * i / workers.Count, total * (i + 1) / workers.Count);
            return crew.Start(_ => results[i] = end > start ? part(worker, start, end - start) : 0);
        }).ToArray();
        Task.WhenAll(running).GetAwaiter().GetResult();
        return results;
    }

    private void UseNetworkPrecision(ScalarType? precision)
    {
        foreach (var worker in workers)
        {
            worker.Flow.UseNetworkPrecision(precision);
        }
    }

    // The first has the flow that learns, the others replicas of it.
    private sealed record Worker(Flow Flow, FlatWeights Weights);
}
