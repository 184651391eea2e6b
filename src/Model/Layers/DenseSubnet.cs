using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// A dense subnetwork for couplings over flattened images: two hidden layers with rectifiers, and a last layer that
/// starts at zero.
/// </summary>
public sealed class DenseSubnet : Subnet
{
    private readonly Dense first;
    private readonly Dense second;
    private readonly Dense last;

    /// <summary>Initializes a new instance of the <see cref="DenseSubnet"/> class.</summary>
    /// <param name="inputs">The values of the input.</param>
    /// <param name="hidden">The units of each hidden layer.</param>
    /// <param name="outputs">The values of the output.</param>
    /// <param name="random">Draws the weights.</param>
    public DenseSubnet(int inputs, int hidden, int outputs, KeyedRandom random)
        : base(nameof(DenseSubnet))
    {
        first = new Dense(inputs, hidden, random);
        second = new Dense(hidden, hidden, random);
        last = new Dense(hidden, outputs, random: null);
        RegisterComponents();
    }

    // In place: a product's gradient needs its input, never its output.
    private protected override Tensor Apply(Tensor x)
    {
        var hidden = second.Forward(first.Forward(x.flatten(1)).relu_()).relu_();
        return last.Forward(hidden).view(x.shape[0], -1, 1, 1);
    }
}
