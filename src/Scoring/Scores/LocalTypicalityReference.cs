using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace InspectFlow.Scoring;

/// <summary>
/// What the local NLL map of a good part looks like, place by place: its mean and deviation over good images. Against it an
/// image's map tells what is unusual <em>there</em>, in either direction: an edge is always hard to explain, and a hole that
/// was never drilled is easier to explain than it should be. Maps are averaged over 3 × 3 pixels first, because a single pixel's
/// share is mostly noise.
/// </summary>
/// <remarks>
/// On lines that hold their parts in place this separates what a raw map cannot; where parts lie anyhow, mean and deviation are
/// nearly the same everywhere and the score comes close to <see cref="PeakScore"/>.
/// </remarks>
public sealed class LocalTypicalityReference
{
    // A place that hardly varied among the good images would make much of nothing.
    private const float LeastShareOfMedian = 0.5f;

    private readonly float[] mean;
    private readonly float[] inverse;

    /// <summary>Initializes a new instance of the <see cref="LocalTypicalityReference"/> class.</summary>
    /// <param name="width">The maps' width in pixels.</param>
    /// <param name="means">The mean per place, float32 values row by row, little-endian.</param>
    /// <param name="deviations">The deviation per place, in the same form.</param>
    /// <exception cref="ArgumentException">The parts do not fit each other.</exception>
    [JsonConstructor]
    public LocalTypicalityReference(int width, byte[] means, byte[] deviations)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(deviations);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (means.Length == 0 || means.Length != deviations.Length || means.Length % (width * sizeof(float)) != 0)
        {
            throw new ArgumentException("means and deviations must hold the same whole rows.", nameof(means));
        }

        Width = width;
        Means = means;
        Deviations = deviations;
        mean = MemoryMarshal.Cast<byte, float>(means).ToArray();
        var spread = MemoryMarshal.Cast<byte, float>(deviations).ToArray();
        var sorted = spread.Order().ToArray();
        var least = Math.Max(LeastShareOfMedian * sorted[sorted.Length / 2], float.Epsilon);
        inverse = Array.ConvertAll(spread, s => 1 / Math.Max(s, least));
    }

    /// <summary>Gets the maps' width in pixels.</summary>
    public int Width { get; }

    /// <summary>Gets the mean per place, float32 values row by row, little-endian.</summary>
    public byte[] Means { get; }

    /// <summary>Gets the deviation per place, in the form of <see cref="Means"/>.</summary>
    public byte[] Deviations { get; }

    /// <summary>Learns from the maps of good images.</summary>
    /// <param name="maps">Local NLL maps, H·W values row by row; at least one.</param>
    /// <param name="width">Their width in pixels.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="CalibrationException">There is no map, or one holds a value that is not finite.</exception>
    public static LocalTypicalityReference Fit(IEnumerable<float[]> maps, int width)
    {
        ArgumentNullException.ThrowIfNull(maps);
        double[]? sum = null;
        double[]? squares = null;
        var count = 0;
        foreach (var map in maps)
        {
            sum ??= new double[map.Length];
            squares ??= new double[map.Length];
            count++;
            var smooth = MapSmoothing.Box(map, width);
            for (var i = 0; i < smooth.Length; i++)
            {
                // Welford's update: the maps' mean is large against what they differ by.
                var delta = smooth[i] - sum[i];
                sum[i] += delta / count;
                squares[i] += delta * (smooth[i] - sum[i]);
            }
        }

        if (sum is null || squares is null || !sum.All(double.IsFinite) || !squares.All(double.IsFinite))
        {
            throw new CalibrationException("local typicality needs at least one good image, and finite maps; train again.", count);
        }

        return new(width, Bytes(sum, m => (float)m), Bytes(squares, s => (float)Math.Sqrt(s / count)));
    }

    /// <summary>Tells, place by place, how far a map departs from what good parts have there.</summary>
    /// <param name="map">The local NLL map, H·W values row by row.</param>
    /// <returns>The departure in deviations, without sign; H·W values.</returns>
    /// <exception cref="ArgumentException">The map has another size.</exception>
    public float[] Departure(float[] map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Length != mean.Length)
        {
            throw new ArgumentException($"The map has {map.Length} values; the reference has {mean.Length}.", nameof(map));
        }

        var departure = MapSmoothing.Box(map, Width);
        for (var i = 0; i < departure.Length; i++)
        {
            departure[i] = Math.Abs(departure[i] - mean[i]) * inverse[i];
        }

        return departure;
    }

    private static byte[] Bytes(double[] values, Func<double, float> convert) =>
        MemoryMarshal.AsBytes<float>(values.Select(convert).ToArray()).ToArray();
}
