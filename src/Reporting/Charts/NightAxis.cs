using System.Globalization;

namespace InspectFlow.Reporting.Charts;

/// <summary>A horizontal axis of runs at equal distances, named by their dates.</summary>
/// <param name="Instants">The runs' nominal instants, ascending; at least one.</param>
internal sealed record NightAxis(IReadOnlyList<DateTimeOffset> Instants)
{
    private const int MostLabels = 7;

    // Few runs stand at the right, beside each other, rather than far apart.
    private const int Fewest = 8;

    public double Low => Math.Min(0, Instants.Count - Fewest) - 0.6;

    public double High => Instants.Count - 0.4;

    /// <summary>Gets the names to write: the last run always, others at equal distances before it.</summary>
    public IReadOnlyList<(double At, string Label)> Ticks
    {
        get
        {
            var step = Math.Max(1, (Instants.Count + MostLabels - 1) / MostLabels);
            return [.. Enumerable.Range(0, Instants.Count).Where(i => (Instants.Count - 1 - i) % step == 0).Select(i => ((double)i, Label(i)))];
        }
    }

    private string Label(int index)
    {
        var instant = Instants[index].UtcDateTime;
        var isAlone = Instants.Count(i => i.UtcDateTime.Date == instant.Date) == 1;
        return instant.ToString(isAlone ? "d MMM" : "d MMM HH:mm", CultureInfo.InvariantCulture);
    }
}
