using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// The exponential density of positive features that are mostly near 0 and rarely large, such as a defect's log-odds after softplus:
/// p(x) = exp(−x / m) / m for each, with the mean m of good pictures. A Gaussian would square what is far off, and a single place of
/// which a network is certain would count for thousands.
/// </summary>
public sealed class ExponentialDensity : PlaceDensity
{
    // Where a network never says anything of good pictures, rounding must not turn into surprise.
    private const float LeastMean = 1e-3f;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter mean;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="ExponentialDensity"/> class, of mean 1.</summary>
    /// <param name="dimensions">d, the features at each place.</param>
    public ExponentialDensity(int dimensions)
        : base(nameof(ExponentialDensity))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        Dimensions = dimensions;
        mean = nn.Parameter(ones(dimensions), requires_grad: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int Dimensions { get; }

    /// <inheritdoc/>
    public override Tensor LogDensity(Tensor columns, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(columns);
        using var scope = NewDisposeScope();
        return columns.mul(mean.pow(-1).unsqueeze(1)).sum([0]).add(mean.log().sum()).neg().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal override void Set(WhiteningFit fit)
    {
        using var off = no_grad();
        using var values = tensor(Array.ConvertAll(fit.Mean, m => Math.Max(m, LeastMean)));
        mean.copy_(values);
    }
}
