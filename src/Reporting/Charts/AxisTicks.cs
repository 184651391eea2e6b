using System.Globalization;

namespace InspectFlow.Reporting.Charts;

/// <summary>Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.</summary>
/// <param name="Values">The numbers, ascending, within the range asked for.</param>
/// <param name="Step">The distance between them.</param>
internal sealed record AxisTicks(IReadOnlyList<double> Values, double Step)
{
    /// <summary>Chooses ticks for a range.</summary>
    /// <param name="low">The range's lower end, finite.</param>
    /// <param name="high">The range's upper end, finite and above <paramref name="low"/>.</param>
    /// <param name="target">About how many ticks.</param>
    public static AxisTicks Between(double low, double high, int target = 5)
    {
        if (!double.IsFinite(high - low) || !(low < high))
        {
            throw new ArgumentException($"The range from {low} to {high} has no ticks.", nameof(high));
        }

        var rough = (high - low) / target;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch
        {
            < 1.5 => 1,
            < 3.5 => 2,
            < 7.5 => 5,
            _ => 10,
        });

        // Counting in steps keeps 0.1 + 0.2 out of the labels.
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        var values = new List<double>();
        for (var i = first; i <= last; i++)
        {
            values.Add(i * step);
        }

        return new AxisTicks(values, step);
    }

    /// <summary>Writes a tick with as many digits as tell it from its neighbours.</summary>
    public string Label(double value)
    {
        var magnitude = Values.Count == 0 ? 0 : Values.Max(Math.Abs);
        if (magnitude >= 1e7 || (magnitude > 0 && Step < 1e-5))
        {
            return value.ToString("0.###e0", CultureInfo.InvariantCulture);
        }

        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(Step) - 1e-9));
        var format = "#,0" + (decimals > 0 ? "." + new string('0', decimals) : string.Empty);
        return Math.Round(value, decimals).ToString(format, CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);
    }
}
