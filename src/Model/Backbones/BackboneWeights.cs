using static TorchSharp.torch;

namespace InspectFlow.Model.Backbones;

/// <summary>Brings a file's weights into a backbone and folds batch norms on the way, in double precision.</summary>
internal static class BackboneWeights
{
    // Added to the variances by all of these networks.
    private const double Epsilon = 1e-5;

    // Of ImageNet's pictures in 0 to 1: red, green, blue.
    private static readonly double[] Means = [0.485, 0.456, 0.406];
    private static readonly double[] Deviations = [0.229, 0.224, 0.225];

    /// <summary>Sets all weights.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="match">The file's tensors, which fit the backbone's network.</param>
    public static void Fill(Backbone backbone, BackboneMatch match)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var last = backbone.Plan.StagesTo(backbone.Descriptor.Strides[^1])[^1].Closing;
        foreach (var module in backbone.modules())
        {
            if (module is FrozenConvolution convolution)
            {
                Fill(convolution, match);
            }
            else if (module is ChannelAffine affine && !ReferenceEquals(affine, backbone.Input))
            {
                // Where the file ends before the batch norm after the last stage, the map stays the identity.
                if (match.HasClosing || !string.Equals(affine.Norm, last, StringComparison.Ordinal))
                {
                    var (scale, shift) = Norm(affine.Norm!, match);
                    affine.Set(scale, shift);
                }
            }
        }

        FillInput(backbone.Input, match);
    }

    private static void Fill(FrozenConvolution convolution, BackboneMatch match)
    {
        using var scope = NewDisposeScope();
        var plan = convolution.Plan;
        var weight = Read(plan.Name + match.Plan.Naming.Weight, match);
        var (scale, shift) = plan.Norm is { } norm
            ? Norm(norm, match)
            : (ones(plan.Outputs, ScalarType.Float64), zeros(plan.Outputs, ScalarType.Float64));
        convolution.Set(weight.mul(scale.view(-1, 1, 1, 1)), shift);
    }

    // ImageNet's normalisation, and the network's own after it, as one map: neither comes after the zeros of a border.
    private static void FillInput(ChannelAffine input, BackboneMatch match)
    {
        var deviation = tensor(Deviations);
        var (scale, shift) = (deviation.pow(-1), tensor(Means).mul(deviation.pow(-1)).neg());
        if (input.Norm is not null)
        {
            var (factor, offset) = Norm(input.Norm, match);
            (scale, shift) = (scale.mul(factor), shift.mul(factor).add(offset));
        }

        input.Set(scale, shift);
    }

    // (x − mean) · gamma / √(variance + ε) + beta as x · scale + shift.
    private static (Tensor Scale, Tensor Shift) Norm(string name, BackboneMatch match)
    {
        var suffixes = match.Plan.Naming.Norm;
        var scale = Read(name + suffixes[0], match).mul(Read(name + suffixes[3], match).add(Epsilon).pow(-0.5));
        return (scale, Read(name + suffixes[1], match).sub(Read(name + suffixes[2], match).mul(scale)));
    }

    private static Tensor Read(string name, BackboneMatch match) =>
        TensorStorage.ToTensor(match.Tensors[name]).to(ScalarType.Float64);
}
