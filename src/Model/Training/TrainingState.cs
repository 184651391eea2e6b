using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>All tensors of a training run and its position: what a checkpoint holds.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly Flow flow;
    private readonly Dictionary<string, Tensor> buffers;
    private readonly Dictionary<string, Tensor> averageBuffers;
    private readonly Dictionary<string, Tensor> bestBuffers;
    private readonly Dictionary<string, Tensor> liveBuffers;
    private readonly Tensor best;
    private readonly Tensor live;

    /// <summary>Takes over the flow's parameters; averages and best weights start as copies of them.</summary>
    public TrainingState(Flow flow, TrainingOptions options)
    {
        this.flow = flow;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Weights = new FlatWeights(flow);
        Average = Weights.Values.clone().DetachFromDisposeScope();
        best = Weights.Values.clone().DetachFromDisposeScope();
        live = Weights.Values.clone().DetachFromDisposeScope();
        buffers = Buffers(flow);
        averageBuffers = Clone(buffers);
        bestBuffers = Clone(buffers);
        liveBuffers = Clone(buffers);
        var decay = options.WeightDecay ?? OwnWeightDecay(flow.Architecture);
        Optimizer = optim.AdamW(Groups(Weights, decay), options.LearningRate, weight_decay: decay);
    }

    /// <summary>Gets the flow's parameters and gradients as vectors.</summary>
    public FlatWeights Weights { get; }

    /// <summary>Gets the exponential moving average of the parameters, [P].</summary>
    public Tensor Average { get; }

    /// <summary>Gets the optimizer.</summary>
    public AdamW Optimizer { get; }

    /// <summary>Gets or sets where the run stands.</summary>
    public TrainingPosition Position { get; set; } = new();

    /// <summary>
    /// After the flow was initialised from data: the averages start there, not at the random weights.
    /// </summary>
    public void RestartAverage()
    {
        Copy(Weights.Values, Average);
        Copy(buffers, averageBuffers);
        KeepAsBest();
    }

    /// <summary>
    /// Scales the gradient, takes an optimizer step and moves the averages along: the weights' and, at the same pace so
    /// that they fit them, those of the batches' statistics.
    /// </summary>
    public void Advance(double learningRate, double gradientScale, double decay)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        if (gradientScale < 1)
        {
            Weights.Gradients.mul_(gradientScale);
        }

        foreach (var group in Optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        Optimizer.step();
        Average.mul_(decay).add_(Weights.Values, alpha: 1 - decay);
        foreach (var (name, average) in averageBuffers)
        {
            // By the difference: a buffer that never changes, such as a mask, stays the same to the last bit.
            if (is_floating_point(average.dtype))
            {
                average.add_(buffers[name].sub(average), alpha: 1 - decay);
            }
        }

        Position = Position with { Step = Position.Step + 1 };
    }

    /// <summary>Calls <paramref name="use"/> while the flow has the averaged weights and buffers.</summary>
    public void WithAverage(Action use)
    {
        Copy(Weights.Values, live);
        Copy(buffers, liveBuffers);
        Copy(Average, Weights.Values);
        Copy(averageBuffers, buffers);
        try
        {
            use();
        }
        finally
        {
            Copy(live, Weights.Values);
            Copy(liveBuffers, buffers);
        }
    }

    /// <summary>Keeps the weights and buffers that the flow has now as the best so far.</summary>
    public void KeepAsBest()
    {
        Copy(Weights.Values, best);
        Copy(buffers, bestBuffers);
    }

    /// <summary>Gives the flow the best weights.</summary>
    public void LoadBest()
    {
        Copy(best, Weights.Values);
        Copy(bestBuffers, buffers);
    }

    /// <summary>Every tensor of the run but the optimizer's, by its name in a checkpoint.</summary>
    public Dictionary<string, Tensor> Tensors()
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["weights"] = Weights.Values,
            ["average"] = Average,
            ["best"] = best,
        };
        foreach (var (name, buffer) in buffers)
        {
            tensors[$"buffer.{name}"] = buffer;
            tensors[$"average_buffer.{name}"] = averageBuffers[name];
            tensors[$"best_buffer.{name}"] = bestBuffers[name];
        }

        return tensors;
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Average.Dispose();
        best.Dispose();
        live.Dispose();
        foreach (var buffer in averageBuffers.Values.Concat(bestBuffers.Values).Concat(liveBuffers.Values))
        {
            buffer.Dispose();
        }

        Weights.Dispose();
    }

    private static double OwnWeightDecay(FlowArchitecture architecture) =>
        architecture.Family is FlowArchitecture.RealNvpDense ? 10 : 1e-4;

    private static IEnumerable<AdamW.ParamGroup> Groups(FlatWeights weights, double decay)
    {
        if (weights.Kernels is { } kernels)
        {
            yield return new AdamW.ParamGroup { Parameters = [kernels], Options = new AdamW.Options { weight_decay = decay } };
        }

        if (weights.Others is { } others)
        {
            yield return new AdamW.ParamGroup { Parameters = [others], Options = new AdamW.Options { weight_decay = 0 } };
        }
    }

    private static Dictionary<string, Tensor> Buffers(Flow flow)
    {
        var parameters = flow.named_parameters().Select(p => p.name).ToHashSet(StringComparer.Ordinal);
        return flow.state_dict()
            .Where(t => !parameters.Contains(t.Key))
            .ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
    }

    private static Dictionary<string, Tensor> Clone(Dictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(t => t.Key, t => t.Value.clone().DetachFromDisposeScope(), StringComparer.Ordinal);

    private static void Copy(Dictionary<string, Tensor> source, Dictionary<string, Tensor> target)
    {
        foreach (var (name, tensor) in source)
        {
            Copy(tensor, target[name]);
        }
    }

    private static void Copy(Tensor source, Tensor target)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        target.copy_(source);
    }
}
