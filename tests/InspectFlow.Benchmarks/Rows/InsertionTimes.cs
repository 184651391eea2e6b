namespace InspectFlow.Benchmarks.Rows;

/// <summary>Fills a store and keeps what each 100,000 rows cost.</summary>
internal sealed class InsertionTimes(RowGenerator rows)
{
    /// <summary>How many rows are measured at a time.</summary>
    public const int Step = 100_000;

    private readonly List<Cost> steps = [];

    /// <summary>Gets the cost of each 100,000 rows, in order.</summary>
    public IReadOnlyList<Cost> Steps => steps;

    /// <summary>Adds nights until there are so many rows.</summary>
    public void FillTo(int count)
    {
        while (rows.Count < count)
        {
            var cost = Cost.Of(() =>
            {
                for (var added = 0; added < Step; added += RowGenerator.PerNight)
                {
                    rows.AddNight();
                }
            });
            Console.WriteLine(FormattableString.Invariant(
                $"{rows.Count} rows; the last {Step} in {cost.Seconds:F1} s, {cost.ProcessorSeconds:F1} s of processor, peak {cost.PeakMiB:F0} MiB"));
            steps.Add(cost);
        }
    }
}
