namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>What the rounds of a measurement gave.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Values">Each round's value, in order.</param>
internal sealed record Series(string Name, IReadOnlyList<double> Values)
{
    /// <summary>Gets the middle value.</summary>
    public double Median
    {
        get
        {
            var sorted = Values.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>Gets the largest value; of rates, the one that other work on the machine disturbed least.</summary>
    public double Largest => Values.Max();

    /// <summary>Gets the smallest value; of times, the one that other work on the machine disturbed least.</summary>
    public double Smallest => Values.Min();

    /// <summary>Measures several things in turn, round after round, so that none has the machine at a better hour.</summary>
    /// <param name="rounds">How many rounds count; one more goes before to warm up.</param>
    /// <param name="contenders">What to measure, by name.</param>
    /// <returns>A series for each, in their order.</returns>
    public static async Task<IReadOnlyList<Series>> AlternateAsync(
        int rounds, IReadOnlyList<(string Name, Func<Task<double>> Measure)> contenders)
    {
        var values = contenders.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (i, contender) in contenders.Index())
            {
                GC.Collect();
                var value = await contender.Measure().ConfigureAwait(false);
                if (round > 0)
                {
                    values[i].Add(value);
                }
            }
        }

        return [.. contenders.Select((c, i) => new Series(c.Name, values[i]))];
    }
}
