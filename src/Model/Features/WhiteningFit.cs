using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// The values of a <see cref="WhiteningFlow"/> found from good images: mean and deviation of each feature, the principal
/// directions of the standardised features, and the noise under which the *select* images are likeliest.
/// </summary>
/// <param name="Mean">The mean of each feature, d values.</param>
/// <param name="Deviation">The standard deviation of each feature, d values, never below the median one.</param>
/// <param name="Directions">The principal directions, r rows of d values, of length 1.</param>
/// <param name="Variances">The variance along each direction, r values, falling.</param>
/// <param name="Noise">The variance added along every direction and the only one outside of them.</param>
internal sealed record WhiteningFit(float[] Mean, float[] Deviation, float[] Directions, float[] Variances, float Noise)
{
    // Features that hardly ever differ would otherwise turn rounding, or a single good picture in which they do, into surprise.
    private const float LeastDeviation = 1e-3f;

    // Below this share of the first direction's variance there is nothing but rounding.
    private const double LeastShare = 1e-6;

    // What the noise is where no images were kept to choose it by.
    private const double DefaultNoise = 0.1;

    private const int NoiseSteps = 25;
    private const double LeastNoise = 1e-3;
    private const double LargestNoise = 3;

    /// <summary>Gets r, the number of directions.</summary>
    public int DirectionCount => Variances.Length;

    /// <summary>Fits.</summary>
    /// <param name="fit">Feature vectors of the images to fit, [n,d], float32.</param>
    /// <param name="select">Those of the images that choose the noise, [m,d]; m may be 0.</param>
    /// <param name="mostDirections">The most directions to keep.</param>
    /// <returns>The values.</returns>
    public static WhiteningFit Of(Tensor fit, Tensor select, int mostDirections)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var known = Of(fit, (float)DefaultNoise, mostDirections);
        if (select.shape[0] == 0)
        {
            return known;
        }

        var held = select.sub(tensor(known.Mean)).mul(tensor(known.Deviation).pow(-1));
        var directions = tensor(known.Directions).view(known.DirectionCount, select.shape[1]);
        return known with { Noise = (float)ChooseNoise(held, directions, known.Variances) };
    }

    /// <summary>Fits with a noise that is known.</summary>
    /// <param name="fit">Feature vectors of the images to fit, [n,d], float32.</param>
    /// <param name="noise">The noise.</param>
    /// <param name="mostDirections">The most directions to keep.</param>
    /// <returns>The values.</returns>
    public static WhiteningFit Of(Tensor fit, float noise, int mostDirections)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (n, d) = ((int)fit.shape[0], (int)fit.shape[1]);
        var mean = fit.mean([0L], type: ScalarType.Float64).to(ScalarType.Float32);
        var centred = fit.sub(mean);
        var deviations = centred.square().mean([0L], type: ScalarType.Float64).sqrt().to(ScalarType.Float32).data<float>().ToArray();
        var least = Math.Max(LeastDeviation, deviations.Order().ElementAt(d / 2));
        deviations = Array.ConvertAll(deviations, s => Math.Max(s, least));
        var deviation = tensor(deviations);
        var (directions, variances) = Principal(centred.mul(deviation.pow(-1)), Math.Min(mostDirections, Math.Min(n - 1, d)));
        return new(
            mean.data<float>().ToArray(),
            deviations,
            directions.contiguous().data<float>().ToArray(),
            Array.ConvertAll(variances, v => (float)v),
            noise);
    }

    // From the Gram matrix of the rows or the covariance, whichever is smaller: with X Xᵀ / n = U Λ Uᵀ the directions are
    // Xᵀ U / √(n Λ).
    private static (Tensor Directions, double[] Variances) Principal(Tensor values, int most)
    {
        var (n, d) = (values.shape[0], values.shape[1]);
        var byRows = n <= d;
        var product = zeros(new[] { Math.Min(n, d), Math.Min(n, d) }, ScalarType.Float64);
        foreach (var block in values.split(2048, byRows ? 1 : 0))
        {
            using var blockScope = NewDisposeScope();
            var wide = block.to(ScalarType.Float64);
            product.add_(byRows ? wide.mm(wide.t()) : wide.t().mm(wide));
        }

        var (eigenvalues, vectors) = linalg.eigh(product.div(n));
        var ascending = eigenvalues.data<double>().ToArray();
        var kept = Enumerable.Range(1, ascending.Length)
            .Select(i => ascending[^i])
            .Take(most)
            .TakeWhile(v => v > LeastShare * ascending[^1] && v > 0)
            .ToArray();
        if (kept.Length == 0)
        {
            return (zeros(0, d), kept);
        }

        var leading = vectors.narrow(1, ascending.Length - kept.Length, kept.Length).flip(1).to(ScalarType.Float32);
        var directions = byRows
            ? leading.t().mm(values).mul(tensor(Array.ConvertAll(kept, v => (float)(1 / Math.Sqrt(n * v)))).unsqueeze(1))
            : leading.t();
        return (directions, kept);
    }

    private static double ChooseNoise(Tensor held, Tensor directions, float[] variances)
    {
        var (r, d) = (variances.Length, held.shape[1]);
        var along = held.mm(directions.t()).square();
        var energies = along.mean([0L], type: ScalarType.Float64).data<double>().ToArray();
        var outside = held.square().sum([1], type: ScalarType.Float64).sub(along.sum([1], type: ScalarType.Float64))
            .clamp(min: 0).mean().item<double>();
        return Enumerable.Range(0, NoiseSteps)
            .Select(i => LeastNoise * Math.Pow(LargestNoise / LeastNoise, (double)i / (NoiseSteps - 1)))
            .MinBy(NllOf);

        // The mean of the select images but for constants.
        double NllOf(double noise) =>
            variances.Select((v, i) => (energies[i] / (v + noise)) + Math.Log(v + noise)).Sum() +
            (outside / noise) + ((d - r) * Math.Log(noise));
    }
}
