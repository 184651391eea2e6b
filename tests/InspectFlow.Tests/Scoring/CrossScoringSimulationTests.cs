using System.Globalization;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InspectFlow.Tests.Scoring;

public sealed class CrossScoringSimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void Cross_scored_thresholds_keep_about_what_they_promise_where_held_out_ones_cannot_be_had()
    {
        var simulation = new CrossScoringSimulation(1);

        simulation.Run(50, 0, folds: null, 95).Nll.ShouldBeNull();
        var rates = Enumerable.Range(0, 20).Select(r => simulation.Run(50, r, folds: 5, 95).Nll!.Value).ToArray();

        rates.Average().ShouldBeInRange(0.01, 0.10);
    }

    /// <summary>The table of EXPERIMENTS.md: minutes, so only when asked for.</summary>
    [SkippableFact]
    public void The_table()
    {
        var repetitions = int.Parse(Environment.GetEnvironmentVariable("INSPECTFLOW_SIMULATE") ?? "0", CultureInfo.InvariantCulture);
        Skip.If(repetitions == 0, "set INSPECTFLOW_SIMULATE to the number of repetitions to compute the table");
        var simulation = new CrossScoringSimulation(1);
        output.WriteLine("| good images | percentile | promised | held out | 5 folds | 10 folds |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var count in new[] { 20, 50, 100, 200 })
        {
            foreach (var percentile in new[] { 75, 90, 95, 98, 99 })
            {
                var cells = new int?[] { null, 5, 10 }.Select(folds => Cell(simulation, count, folds, percentile, repetitions)).ToArray();
                if (Array.Exists(cells, c => !string.Equals(c, "–", StringComparison.Ordinal)))
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {count} | {percentile} | {100 - percentile} % | {string.Join(" | ", cells)} |"));
                }
            }
        }
    }

    // Mean, deviation, and what one repetition in twenty exceeds, in percent; nll, then typicality.
    private static string Cell(CrossScoringSimulation simulation, int count, int? folds, double percentile, int repetitions)
    {
        var rates = new (double? Nll, double? Typicality)[repetitions];
        Parallel.For(0, repetitions, new ParallelOptions { MaxDegreeOfParallelism = 2 }, r => rates[r] = simulation.Run(count, r, folds, percentile));
        return rates[0].Nll is null ? "–" : $"{Text(rates.Select(r => r.Nll!.Value))}; {Text(rates.Select(r => r.Typicality!.Value))}";
    }

    private static string Text(IEnumerable<double> rates)
    {
        var sorted = rates.Select(r => 100 * r).Order().ToArray();
        var mean = sorted.Average();
        var deviation = Math.Sqrt(sorted.Average(r => (r - mean) * (r - mean)));
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F1} ± {deviation:F1} ({sorted[(int)(0.95 * sorted.Length)]:F1})");
    }
}
