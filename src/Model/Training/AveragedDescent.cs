using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// AdamW (Loshchilov and Hutter, 2019) on flat weights with warm-up, half a cosine and clipped gradients, <see cref="Muon"/> on those kernels that a
/// normalization follows where they are named, and the moving average of the weights beside it.
/// </summary>
internal sealed class AveragedDescent : IDisposable
{
    private const double FinalRate = 0.01;

    private readonly FlatWeights weights;
    private readonly AveragedDescentOptions options;
    private readonly AdamW optimizer;
    private readonly Muon? muon;

    /// <summary>Initializes a new instance of the <see cref="AveragedDescent"/> class; the average starts with the weights as they are.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="options">Rates, clip and decays.</param>
    /// <param name="normalized">The kernels among the weights that a normalization follows, to learn by Muon; null, the default: none.</param>
    public AveragedDescent(FlatWeights weights, AveragedDescentOptions options, IReadOnlyCollection<Parameter>? normalized = null)
    {
        (this.weights, this.options) = (weights, options);
        Average = FlatWeights.Copy(weights.Values).DetachFromDisposeScope();
        muon = normalized is null ? null : new Muon(normalized, options.KernelMomentum);
        IEnumerable<Parameter> kernels = normalized is null ? [weights.Kernels!] : weights.KernelsBut(normalized);
        optimizer = optim.AdamW(
            [
                new AdamW.ParamGroup { Parameters = kernels, Options = new AdamW.Options { weight_decay = options.WeightDecay } },
                new AdamW.ParamGroup { Parameters = [weights.Others!], Options = new AdamW.Options { weight_decay = 0 } },
            ],
            options.LearningRate,
            weight_decay: options.WeightDecay);
    }

    /// <summary>Gets the weights' moving average, [P].</summary>
    public Tensor Average { get; }

    /// <summary>Gets the momenta of the kernels that learn by Muon, or null where there are none.</summary>
    public Tensor? Momentum => muon?.Momentum;

    /// <summary>Gets the steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Takes a step by the gradients that are there.</summary>
    /// <param name="share">How much of the run is done, 0 to 1.</param>
    /// <param name="norm">The gradients' norm.</param>
    /// <param name="run">Runs pieces of work, in any order and at once if it can, and waits for them; null, the default: one after the other.</param>
    public void Step(double share, double norm, Action<IReadOnlyList<Action>>? run = null)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (norm > options.GradientClip)
        {
            weights.Gradients.mul_(options.GradientClip / norm);
        }

        var pace = Math.Min(1, (Steps + 1.0) / options.WarmUpSteps) * LearningRateSchedule.Decay(share, FinalRate);
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = options.LearningRate * pace;
        }

        optimizer.step();
        muon?.Step(options.KernelRate * pace, run ?? (pieces => pieces.ToList().ForEach(piece => piece())));
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
        muon?.Dispose();
        Average.Dispose();
    }
}
