using System.Globalization;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>What was measured.</summary>
/// <param name="Sizes">The costs at each size.</param>
/// <param name="Insertion">What each 100,000 rows cost to add, in order.</param>
internal sealed record RowsReport(IReadOnlyList<RowsMeasurement> Sizes, IReadOnlyList<Cost> Insertion)
{
    public void Write(TextWriter output)
    {
        var invariant = CultureInfo.InvariantCulture;
        output.WriteLine($"each 100,000 rows, seconds            {Each(c => c.Seconds)}");
        output.WriteLine($"each 100,000 rows, processor seconds  {Each(c => c.ProcessorSeconds)}");
        output.WriteLine($"each 100,000 rows, peak MiB           {Each(c => c.PeakMiB)}");
        Line("rows", m => string.Create(invariant, $"{m.Rows:N0}"));
        Line("database", m => string.Create(invariant, $"{m.DatabaseMiB:F0} MiB"));
        Line("known files", m => Text(m.Known));
        Line("CSV", m => Text(m.Csv));
        Line("report", m => Text(m.Report));
        for (var i = 0; i < Sizes[0].Questions.Count; i++)
        {
            Line(Sizes[0].Questions[i].Question, m => string.Create(
                invariant,
                $"{m.Questions[i].MedianMilliseconds:F1} ms, max {m.Questions[i].MaxMilliseconds:F1}, {m.Questions[i].Rows} rows"));
        }

        string Each(Func<Cost, double> value) => string.Concat(Insertion.Select(c => string.Create(invariant, $"{value(c),7:F1}")));

        void Line(string name, Func<RowsMeasurement, string> text) =>
            output.WriteLine($"{name,-44}{string.Concat(Sizes.Select(m => $"{text(m),40}"))}");
    }

    private static string Text(Cost cost) =>
        string.Create(CultureInfo.InvariantCulture, $"{cost.Seconds:F1} s, processor {cost.ProcessorSeconds:F1} s, {cost.PeakMiB:F0} MiB");
}
