using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// AdamW (Loshchilov and Hutter, 2019) on flat weights with warm-up, half a cosine and clipped gradients, and the moving average of the
/// weights beside it.
/// </summary>
internal sealed class AveragedDescent : IDisposable
{
    private const double FinalRate = 0.01;

    private readonly FlatWeights weights;
    private readonly AveragedDescentOptions options;
    private readonly AdamW optimizer;

    /// <summary>Initializes a new instance of the <see cref="AveragedDescent"/> class; the average starts with the weights as they are.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="options">Rate, clip and decays.</param>
    public AveragedDescent(FlatWeights weights, AveragedDescentOptions options)
    {
        (this.weights, this.options) = (weights, options);
        Average = FlatWeights.Copy(weights.Values).DetachFromDisposeScope();
        optimizer = optim.AdamW(
            [
                new AdamW.ParamGroup { Parameters = [weights.Kernels!], Options = new AdamW.Options { weight_decay = options.WeightDecay } },
                new AdamW.ParamGroup { Parameters = [weights.Others!], Options = new AdamW.Options { weight_decay = 0 } },
            ],
            options.LearningRate,
            weight_decay: options.WeightDecay);
    }

    /// <summary>Gets the weights' moving average, [P].</summary>
    public Tensor Average { get; }

    /// <summary>Gets the steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Takes a step by the gradients that are there.</summary>
    /// <param name="share">How much of the run is done, 0 to 1.</param>
    /// <param name="norm">The gradients' norm.</param>
    public void Step(double share, double norm)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (norm > options.GradientClip)
        {
            weights.Gradients.mul_(options.GradientClip / norm);
        }

        var warmUp = Math.Min(1, (Steps + 1.0) / options.WarmUpSteps);
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = options.LearningRate * warmUp * LearningRateSchedule.Decay(share, FinalRate);
        }

        optimizer.step();
        var decay = Math.Min(options.EmaDecay, (1.0 + Steps) / (10 + Steps));
        Average.mul_(decay).add_(weights.Values, alpha: 1 - decay);
        Steps++;
    }

    /// <summary>Gives the optimizer's state.</summary>
    public byte[] SaveOptimizer() => OptimizerState.Save(optimizer);

    /// <summary>Restores what <see cref="SaveOptimizer"/> gave.</summary>
    /// <param name="saved">The optimizer's state.</param>
    /// <param name="steps">The steps that had been taken.</param>
    public void LoadOptimizer(byte[] saved, int steps)
    {
        OptimizerState.Load(optimizer, saved);
        Steps = steps;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        Average.Dispose();
    }
}
