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
/// A reference is either of maps of one size and has a mean and a deviation for every place, or it is pooled: pictures that are
/// looked at in tiles may differ in size and show no place twice, so one mean and one deviation stand for all places.
/// On lines that hold their parts in place this separates what a raw map cannot; where parts lie anyhow, mean and deviation are
/// nearly the same everywhere and the score comes close to <see cref="PeakScore"/>.
/// </remarks>
public sealed class LocalTypicalityReference
{
    // A place that hardly varied among the good images would make much of nothing.
    private const float LeastShareOfMedian = 0.5f;

    private const string NoMap = "local typicality needs at least one good image, and finite maps; train again.";

    private readonly float[] mean;
    private readonly float[] inverse;

    /// <summary>Initializes a new instance of the <see cref="LocalTypicalityReference"/> class.</summary>
    /// <param name="width">The maps' width in pixels; 0 for a pooled reference.</param>
    /// <param name="means">The mean per place, float32 values row by row, little-endian; a single one for a pooled reference.</param>
    /// <param name="deviations">The deviation per place, in the same form.</param>
    /// <exception cref="ArgumentException">The parts do not fit each other.</exception>
    [JsonConstructor]
    public LocalTypicalityReference(int width, byte[] means, byte[] deviations)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(deviations);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        var holdsRows = width == 0 ? means.Length == sizeof(float) : means.Length > 0 && means.Length % (width * sizeof(float)) == 0;
        if (!holdsRows || means.Length != deviations.Length)
        {
            throw new ArgumentException("means and deviations must hold the same whole rows, or one value each where the width is 0.", nameof(means));
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

    /// <summary>Gets the maps' width in pixels; 0 for a pooled reference.</summary>
    public int Width { get; }

    /// <summary>Gets a value indicating whether one mean and one deviation stand for every place of maps of any size.</summary>
    [JsonIgnore]
    public bool IsPooled => Width == 0;

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
            var smooth = (float[])map.Clone();
            MapSmoothing.Box(smooth, width);
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
            throw new CalibrationException(NoMap, count);
        }

        return new(width, Bytes(sum, m => (float)m), Bytes(squares, s => (float)Math.Sqrt(s / count)));
    }

    /// <summary>Takes from a map what a pooled reference is made of; the moments of several maps are joined.</summary>
    /// <param name="map">The local NLL map, H·W values row by row. It is smoothed, as <see cref="Depart"/> does.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <returns>The moments of the smoothed map.</returns>
    public static Moments Measure(float[] map, int width)
    {
        ArgumentNullException.ThrowIfNull(map);
        MapSmoothing.Box(map, width);
        return Moments.Of(map);
    }

    /// <summary>Makes the pooled reference.</summary>
    /// <param name="moments">The joined moments of good images' maps (<see cref="Measure"/>).</param>
    /// <returns>The reference.</returns>
    /// <exception cref="CalibrationException">There was no map, or one held a value that is not finite.</exception>
    public static LocalTypicalityReference Pooled(Moments moments) =>
        moments.Count > 0 && double.IsFinite(moments.Mean) && double.IsFinite(moments.SquaredDeviations)
            ? new(0, Bytes([moments.Mean], m => (float)m), Bytes([moments.Deviation], d => (float)d))
            : throw new CalibrationException(NoMap, 0);

    /// <summary>Tells, place by place, how far a map departs from what good parts have there.</summary>
    /// <param name="map">The local NLL map, H·W values row by row; left as it is.</param>
    /// <returns>The departure in deviations, without sign; H·W values.</returns>
    /// <exception cref="ArgumentException">The map has another size, or the reference is pooled and knows none.</exception>
    public float[] Departure(float[] map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var departure = (float[])map.Clone();
        Depart(departure, Width);
        return departure;
    }

    /// <summary>Turns a map, in place, into its departure: for maps that are too large to have twice.</summary>
    /// <param name="map">The local NLL map, H·W values row by row; becomes the departure in deviations, without sign.</param>
    /// <param name="width">The map's width in pixels.</param>
    /// <exception cref="ArgumentException">The map has another size than the reference.</exception>
    public void Depart(float[] map, int width)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (!IsPooled && (map.Length != mean.Length || width != Width))
        {
            throw new ArgumentException($"The map has {map.Length} values; the reference has {mean.Length}.", nameof(map));
        }

        MapSmoothing.Box(map, width);
        for (var i = 0; i < map.Length; i++)
        {
            var place = IsPooled ? 0 : i;
            map[i] = Math.Abs(map[i] - mean[place]) * inverse[place];
        }
    }

    private static byte[] Bytes(double[] values, Func<double, float> convert) =>
        MemoryMarshal.AsBytes<float>(values.Select(convert).ToArray()).ToArray();
}
