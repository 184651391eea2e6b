using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// A linear normalizing flow over feature vectors: each value is standardised, the leading principal directions are
/// scaled to variance 1, and what lies outside of them has one variance, the noise. Its density is exact and that of
/// probabilistic principal component analysis (Tipping and Bishop, 1999), but that the noise is added along the
/// directions too and chosen by the likelihood of images that were not fitted (<see cref="WhiteningFit"/>), which few
/// images with many features need.
/// </summary>
public sealed class WhiteningFlow : PlaceDensity
{
    private static readonly double HalfLogTwoPi = Math.Log(2 * Math.PI) / 2;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter mean;
    private Parameter deviation;
    private Parameter directions;
    private Parameter variances;
    private Parameter noise;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="WhiteningFlow"/> class, a standard normal.</summary>
    /// <param name="dimensions">d, the length of a feature vector.</param>
    /// <param name="directionCount">r, how many principal directions it keeps; at most d.</param>
    public WhiteningFlow(int dimensions, int directionCount)
        : base(nameof(WhiteningFlow))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(directionCount, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(directionCount, dimensions);
        Dimensions = dimensions;
        DirectionCount = directionCount;
        mean = nn.Parameter(zeros(dimensions), requires_grad: false);
        deviation = nn.Parameter(ones(dimensions), requires_grad: false);
        directions = nn.Parameter(zeros(directionCount, dimensions), requires_grad: false);
        variances = nn.Parameter(zeros(directionCount), requires_grad: false);
        noise = nn.Parameter(ones(1), requires_grad: false);
        RegisterComponents();
    }

    /// <summary>Gets d, the length of a feature vector.</summary>
    public override int Dimensions { get; }

    /// <summary>Gets r, how many principal directions it keeps.</summary>
    public int DirectionCount { get; }

    /// <summary>Maps feature vectors to latents and their log-density.</summary>
    /// <param name="columns">The vectors, one a column, [d,M].</param>
    /// <returns>
    /// The latents along the principal directions, [r,M], standard normal under the model, and the log-density of each
    /// vector in nats, [M], with all constants.
    /// </returns>
    public (Tensor Latents, Tensor LogDensity) Forward(Tensor columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        using var scope = NewDisposeScope();
        var (value, along, total) = Along(columns);
        var latents = along.mul(total.pow(-0.5).unsqueeze(1));

        // Rounding can leave a little less than nothing outside of the directions.
        var outside = value.square().sum([0]).sub(along.square().sum([0])).clamp(min: 0).mul(noise.pow(-1));
        var logDensity = latents.square().sum([0]).add(outside).mul(-0.5).add(LogMode(total));
        return (latents.MoveToOuterDisposeScope(), logDensity.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public override Tensor LogDensity(Tensor columns, int height, int width)
    {
        using var scope = NewDisposeScope();
        return Forward(columns).LogDensity.MoveToOuterDisposeScope();
    }

    /// <summary>Maps feature vectors to their latents alone, for a flow that goes on from there.</summary>
    /// <param name="columns">The vectors, one a column, [d,M].</param>
    /// <returns>
    /// The latents, [r,M], and the log-determinant of the map from a standardised vector's coordinates along the principal directions to
    /// them, in nats, a scalar that is the same for all.
    /// </returns>
    internal (Tensor Latents, Tensor LogDet) Project(Tensor columns)
    {
        using var scope = NewDisposeScope();
        var (_, along, total) = Along(columns);
        return (along.mul(total.pow(-0.5).unsqueeze(1)).MoveToOuterDisposeScope(), total.log().sum().mul(-0.5).MoveToOuterDisposeScope());
    }

    /// <summary>Maps latents back to the feature vectors that lie on the principal directions.</summary>
    /// <param name="latents">The latents, [r,M].</param>
    /// <returns>The vectors, [d,M].</returns>
    public Tensor Inverse(Tensor latents)
    {
        ArgumentNullException.ThrowIfNull(latents);
        using var scope = NewDisposeScope();
        var along = latents.mul(variances.add(noise).sqrt().unsqueeze(1));
        return directions.t().mm(along).mul(deviation.unsqueeze(1)).add(mean.unsqueeze(1)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal override void Set(WhiteningFit fit)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        mean.copy_(tensor(fit.Mean));
        deviation.copy_(tensor(fit.Deviation));
        if (DirectionCount > 0)
        {
            // Directions that the pictures do not have stay zero, with no variance but the noise: the same density.
            directions.zero_();
            variances.zero_();
            directions.narrow(0, 0, fit.DirectionCount).copy_(tensor(fit.Directions).view(fit.DirectionCount, Dimensions));
            variances.narrow(0, 0, fit.DirectionCount).copy_(tensor(fit.Variances));
        }

        noise.fill_(fit.Noise);
    }

    /// <summary>The log-density of the likeliest vector, the mean, in nats, a scalar.</summary>
    internal Tensor LogMode()
    {
        using var scope = NewDisposeScope();
        return LogMode(variances.add(noise)).MoveToOuterDisposeScope();
    }

    private Tensor LogMode(Tensor total) => total.log().sum()
        .add(noise.log().mul(Dimensions - DirectionCount).sum())
        .add(deviation.log().sum().mul(2))
        .mul(-0.5)
        .sub(Dimensions * HalfLogTwoPi);

    // The standardised vectors, their coordinates along the directions, and the variances of those.
    private (Tensor Value, Tensor Along, Tensor Total) Along(Tensor columns)
    {
        var value = columns.sub(mean.unsqueeze(1)).mul(deviation.pow(-1).unsqueeze(1));
        return (value, directions.mm(value), variances.add(noise));
    }
}
