using InspectFlow.Model.Layers;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Computes a step's gradient in shares. Each share has a flow of its own on the common weights and a gradient of its own; the
/// gradients are added in the shares' order, so that the sum does not depend on the number of threads.
/// </summary>
internal sealed class MapFlowWorkers : IDisposable
{
    private readonly FlatWeights weights;
    private readonly WhitenedMaps fit;
    private readonly MapFlowTrainingOptions options;
    private readonly List<Share> shares = [];
    private readonly TorchCrew crew;
    private readonly int perShare;

    /// <summary>Initializes a new instance of the <see cref="MapFlowWorkers"/> class.</summary>
    /// <param name="flow">The flow that learns.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="fit">The maps to fit.</param>
    /// <param name="options">Shares and precision.</param>
    /// <param name="threads">The threads to use at the most.</param>
    public MapFlowWorkers(MapFlow flow, FlatWeights weights, WhitenedMaps fit, MapFlowTrainingOptions options, int threads)
    {
        (this.weights, this.fit, this.options) = (weights, fit, options);
        perShare = Math.Max(1, options.PlacesPerShare / fit.Places);
        shares.Add(new Share(flow, weights));
        while (shares.Count < options.Shares)
        {
            var replica = new MapFlow(flow.Options);
            shares.Add(new Share(replica, new FlatWeights(replica, weights)));
        }

        crew = new TorchCrew(Math.Clamp(threads, 1, shares.Count), "map flow");
        foreach (var share in shares)
        {
            share.Flow.train();
        }
    }

    /// <summary>Gets the pictures that a step looks at.</summary>
    public int PicturesPerStep => perShare * shares.Count;

    /// <summary>Sets every actnorm from the pictures of a share.</summary>
    public void Initialize() => crew.Start(_ =>
    {
        using var scope = NewDisposeScope();
        shares[0].Flow.Initialize(fit.Batch(Draw(-1, 0)));
    }).GetAwaiter().GetResult();

    /// <summary>Computes the gradient of a step into <see cref="FlatWeights.Gradients"/>.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The mean nats per feature and the gradient's norm.</returns>
    public (double Loss, double Norm) Compute(int step)
    {
        UsePrecision(options.UseBFloat16 ? ScalarType.BFloat16 : null);
        var losses = new double[shares.Count];
        Task.WhenAll(shares.Select((share, i) => crew.Start(_ => losses[i] = Backward(share, step, i)))).GetAwaiter().GetResult();
        return (losses.Sum(), weights.Gather(shares.Skip(1).Select(s => s.Weights)));
    }

    /// <summary>Judges the weights as they are, in their own precision.</summary>
    /// <param name="maps">The maps to judge by.</param>
    /// <returns>Their mean nats per feature; NaN where there are none.</returns>
    public double Judge(WhitenedMaps maps)
    {
        UsePrecision(null);
        var nats = new double[maps.Count];
        var tasks = Enumerable.Range(0, shares.Count).Select(s => crew.Start(_ =>
        {
            using var off = no_grad();
            for (var i = s; i < nats.Length; i += shares.Count)
            {
                using var scope = NewDisposeScope();
                var logDensity = shares[s].Flow.Forward(maps.Batch([i])).LogDensity;
                nats[i] = -logDensity.mean().to(ScalarType.Float64).item<double>() / shares[s].Flow.Options.Channels;
            }
        }));
        Task.WhenAll(tasks).GetAwaiter().GetResult();
        return nats.Length == 0 ? double.NaN : nats.Average();
    }

    public void Dispose()
    {
        UsePrecision(null);
        crew.Dispose();
        foreach (var share in shares.Skip(1))
        {
            share.Weights.Dispose();
            share.Flow.Dispose();
        }
    }

    private double Backward(Share share, int step, int index)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            share.Weights.Gradients.zero_();
        }

        var loss = share.Flow.Forward(fit.Batch(Draw(step, index))).LogDensity.mean().neg().div(share.Flow.Options.Channels * shares.Count);
        loss.backward();
        return loss.detach().to(ScalarType.Float64).item<double>();
    }

    private int[] Draw(int step, int index)
    {
        var random = new KeyedRandom(options.Seed, step, index, RandomPurpose.MapFlow);
        return [.. Enumerable.Range(0, perShare).Select(_ => random.NextInt(fit.Count))];
    }

    private void UsePrecision(ScalarType? precision)
    {
        foreach (var share in shares)
        {
            NetworkPrecision.Use(share.Flow, precision);
        }
    }

    // The first has the flow that learns, the others replicas of it.
    private sealed record Share(MapFlow Flow, FlatWeights Weights);
}
