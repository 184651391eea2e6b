using InspectFlow.Scoring;
using MathNet.Numerics.Statistics;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class MetricsTests
{
    [Fact]
    public void Auroc_counts_the_pairs_that_are_in_order_and_ties_by_half()
    {
        Auroc.Of([1, 2, 3], [4, 5]).ShouldBe(1);
        Auroc.Of([4, 5], [1, 2, 3]).ShouldBe(0);
        Auroc.Of([2, 2], [2]).ShouldBe(0.5);
        Auroc.Of([1, 3], [2, 3]).ShouldBe(2.5 / 4);
        Auroc.Of([double.NegativeInfinity, 0], [double.PositiveInfinity]).ShouldBe(1);
    }

    [Fact]
    public void Auroc_of_one_class_is_not_known()
    {
        Auroc.Of([], [1]).ShouldBeNull();
        Auroc.Of([1], []).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Auroc.Of([double.NaN], [1]));
    }

    [Fact]
    public void Auroc_equals_the_count_over_all_pairs()
    {
        var random = new KeyedRandom(1);
        var good = Enumerable.Range(0, 70).Select(_ => (double)random.NextInt(30)).ToArray();
        var defective = Enumerable.Range(0, 50).Select(_ => (double)random.NextInt(40)).ToArray();
        var pairs = good.SelectMany(g => defective.Select(d => d > g ? 1 : d == g ? 0.5 : 0)).Average();
        Auroc.Of(good, defective)!.Value.ShouldBe(pairs, 1e-12);
    }

    [Fact]
    public void A_rate_counts_what_is_above_or_not_finite()
    {
        Rates.Above([1, 2, 3, double.NaN], 2).ShouldBe(0.5);
        Rates.Above([1, 2, 3, double.NegativeInfinity], null).ShouldBe(0.25);
        Rates.Above([], 2).ShouldBeNull();
    }

    [Fact]
    public void The_forecast_of_false_alarms_agrees_with_simulation()
    {
        const int trials = 20_000;
        var random = new KeyedRandom(2);
        var forecast = FalseAlarmForecast.Of(count: 99, rank: 95, parts: 200);
        forecast.Expected.ShouldBe(10, 1e-9);
        var alarms = new RunningStatistics();
        var inside = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            var reference = new ReferenceScores(Enumerable.Range(0, 99).Select(_ => random.NextDouble()));
            var threshold = reference.OrderStatistic(95);
            var count = Enumerable.Range(0, 200).Count(_ => random.NextDouble() > threshold);
            alarms.Push(count);
            inside += count >= forecast.Low && count <= forecast.High ? 1 : 0;
        }

        alarms.Mean.ShouldBe(forecast.Expected, 0.15);
        (inside / (double)trials).ShouldBeInRange(0.945, 0.98);
    }

    [Fact]
    public void The_probabilities_of_the_forecast_sum_to_one() =>
        Enumerable.Range(0, 301).Sum(i => FalseAlarmForecast.Probability(i, 300, 3, 97)).ShouldBe(1, 1e-9);

    [Fact]
    public void No_parts_give_no_false_alarms() =>
        FalseAlarmForecast.Of(99, 99, 0).ShouldBe(new FalseAlarmForecast(0, 0, 0));
}
