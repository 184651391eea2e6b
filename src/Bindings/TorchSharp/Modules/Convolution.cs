using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>What the convolutions share: weight and bias, and their initial values.</summary>
public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private protected Parameter _weight;

    [ComponentName(Name = nameof(bias))]
    private protected Parameter? _bias;

    private protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(name)
    {
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.groups = groups;
        _weight = torch.empty([out_channels, in_channels / groups, .. kernel_size], dtype, device).AsParameter();
        if (bias)
            _bias = torch.empty(out_channels, dtype, device).AsParameter();
        _weight.DetachFromDisposeScope();
        _bias?.DetachFromDisposeScope();
        ConditionallyRegisterParameter(nameof(weight), _weight);
        ConditionallyRegisterParameter(nameof(this.bias), _bias);
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; } = [];

    public long[] dilation { get; set; } = [];

    /// <summary>The padding of each side; null where <see cref="padding_type"/> decides it.</summary>
    public long[]? padding { get; private protected init; }

    public Padding? padding_type { get; private protected init; }

    public PaddingModes padding_mode { get; set; }

    public long groups { get; set; }

    public Parameter weight
    {
        get => _weight;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = value);
    }

    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), _bias = value);
    }

    public void reset_parameters()
    {
        torch.nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
        if (_bias is not null)
            torch.nn.init.FanInUniform(_bias, _weight);
    }
}
