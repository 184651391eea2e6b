using System.Runtime.Intrinsics;

namespace InspectFlow.Scoring;

/// <summary>
/// The length of an image under a general-purpose lossless code: an ideal adaptive predictive code, which learns
/// the image as it goes and knows nothing of any other. Every pixel is predicted from its neighbours above and to the
/// left (and from the colour plane before it) by a mixture of four predictors that are weighted by how well they did
/// nearby, and what is left is charged −log2 of its probability under frequency counts that are kept per level of local
/// activity. The family is that of CALIC (Wu and Memon 1997) and of blended predictors (Seemann and Tischer 1997).
/// </summary>
/// <remarks>
/// Counts are whole numbers and everything else is addition, multiplication and division in IEEE 754, in a fixed
/// order, so the same image has the same length on every machine; the one logarithm is taken at the end and rounded.
/// </remarks>
public static class CodeLength
{
    /// <summary>Computes the code length of an image.</summary>
    /// <param name="pixels">The prepared input, planar, [C, H, W].</param>
    /// <param name="channels">C, the number of planes.</param>
    /// <param name="height">H, in pixels.</param>
    /// <param name="width">W, in pixels.</param>
    /// <returns>The length, in bits; near 0 for a constant image, near 8 per pixel and plane for white noise.</returns>
    /// <exception cref="ArgumentException">The shape does not fit the number of pixels.</exception>
    public static double Bits(ReadOnlySpan<byte> pixels, int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (pixels.Length != (long)channels * height * width)
        {
            throw new ArgumentException($"{pixels.Length} bytes are not {channels}×{height}×{width} pixels.", nameof(pixels));
        }

        // Row by row through all planes: a plane leans on no more than the row of the plane before.
        var coders = Enumerable.Range(0, channels).Select(c => new PlaneCoder(width, hasEarlierPlane: c > 0)).ToArray();
        var residuals = new Vector128<float>[width];
        for (var y = 0; y < height; y++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                coders[channel].Code(pixels.Slice(((channel * height) + y) * width, width), residuals);
            }
        }

        return coders.Sum(c => c.Bits);
    }
}
