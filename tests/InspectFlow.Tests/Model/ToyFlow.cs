using InspectFlow.Model;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model;

/// <summary>The smallest flow: z = (x + b) · exp(l) with one b and one l, and a hook for what a test wants to happen.</summary>
internal sealed class ToyFlow : Flow
{
    private readonly Parameter bias;
    private readonly Parameter logs;

    public ToyFlow(FlowArchitecture architecture)
        : base(architecture)
    {
        bias = nn.Parameter(zeros(1));
        logs = nn.Parameter(zeros(1));
        RegisterComponents();
    }

    public Action<ToyFlow>? OnForward { get; set; }

    /// <summary>Gets or sets a value indicating whether it finds every image impossible while it does not learn.</summary>
    public bool IsLost { get; set; }

    public Parameter Bias => bias;

    public Parameter Logs => logs;

    public override FlowOutput Forward(Tensor x, bool withMap = false)
    {
        OnForward?.Invoke(this);
        var z = (x + bias) * logs.exp();
        var prior = z.square().add(Math.Log(2 * Math.PI)).mul(-0.5).flatten(1).sum(1);
        prior = IsLost && !training ? prior.sub(double.PositiveInfinity) : prior;
        var logDet = logs.mul(Architecture.Dimensions).expand(x.shape[0]);
        return new FlowOutput([z], logDet, prior, [prior], null, Architecture.Dimensions);
    }

    public override Tensor Inverse(IReadOnlyList<Tensor> latents) => (latents[0] * logs.neg().exp()) - bias;

    public override void Initialize(Tensor x)
    {
    }
}
