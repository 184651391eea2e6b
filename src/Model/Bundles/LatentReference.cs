namespace InspectFlow.Model;

/// <summary>
/// Where the latents of the fitting images lie: their mean and the two directions in which they differ most. Stored in
/// the bundle, so that a scan places every image in the same picture at constant memory. Latents of all scales are
/// flattened and joined, finest scale first.
/// </summary>
/// <param name="Mean">The mean of the latents, D values.</param>
/// <param name="First">The first principal component, D values of unit length.</param>
/// <param name="Second">The second principal component, D values of unit length, or zeros where there is none.</param>
/// <param name="FirstScale">The standard deviation of the fitting images along the first component; positive.</param>
/// <param name="SecondScale">The same along the second component; positive.</param>
public sealed record LatentReference(
    float[] Mean,
    float[] First,
    float[] Second,
    double FirstScale,
    double SecondScale)
{
    /// <summary>
    /// The reference of latents that are principal components already, the greatest first, each of variance 1.
    /// </summary>
    /// <param name="dimensions">D, at least 2.</param>
    /// <returns>The reference.</returns>
    public static LatentReference Standard(int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 2);
        var (first, second) = (new float[dimensions], new float[dimensions]);
        (first[0], second[1]) = (1, 1);
        return new(new float[dimensions], first, second, 1, 1);
    }
}
