using InspectFlow.Reporting.Pictures;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>Finds the colour scale of maps from a bounded, evenly spread sample of the calibration images' pixels.</summary>
internal sealed class MapScaleSampler
{
    private const int MostPerImage = 4096;
    private const int Most = 2_000_000;
    private const double LowQuantile = 0.97;
    private const double HighQuantile = 0.9999;

    private readonly List<float> values = [];

    /// <summary>Gets a value indicating whether there is no pixel yet.</summary>
    public bool IsEmpty => values.Count == 0;

    /// <summary>Takes pixels of one map; later maps of a long series are left out.</summary>
    public void Add(float[] map)
    {
        var step = Math.Max(1, map.Length / MostPerImage);
        for (var i = 0; i < map.Length && values.Count < Most; i += step)
        {
            if (float.IsFinite(map[i]))
            {
                values.Add(map[i]);
            }
        }
    }

    /// <summary>Gives the scale; without a single pixel one from 0 to 1.</summary>
    public MapScale ToScale()
    {
        if (values.Count == 0)
        {
            return new(0, 1);
        }

        values.Sort();
        return new(At(LowQuantile), At(HighQuantile));
    }

    private double At(double quantile) => values[(int)(quantile * (values.Count - 1))];
}
