using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class StatisticsTests
{
    private static readonly double[] Values = Draw(1000);

    [Fact]
    public void A_histogram_counts_its_edges_and_what_lies_outside()
    {
        var histogram = new Histogram(0, 10, 5);
        foreach (var value in new[] { 0, 1.99, 2, 9.99, 10, -0.01, 10.01, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            histogram.Add(value);
        }

        histogram.Counts.ShouldBe([2, 1, 0, 0, 2]);
        (histogram.Underflow, histogram.Overflow, histogram.NotANumber, histogram.Total).ShouldBe((2, 2, 1, 10));
        Enumerable.Range(0, 6).Select(histogram.Edge).ShouldBe([0, 2, 4, 6, 8, 10]);
    }

    [Fact]
    public void A_histogram_over_data_holds_all_of_it()
    {
        Histogram.Over(Values, 20).Counts.Sum().ShouldBe(1000);
        Histogram.Over([5, 5, 5], 4).Counts.Sum().ShouldBe(3);
        Histogram.Over([1e12, 1e12], 4).Counts.Sum().ShouldBe(2);
        Histogram.Over([], 4).Total.ShouldBe(0);
        Histogram.Over([double.NaN, 1, double.PositiveInfinity], 3).Counts.Sum().ShouldBe(1);
        Should.Throw<ArgumentException>(() => new Histogram(1, 1, 3));
        Should.Throw<ArgumentException>(() => new Histogram(0, double.PositiveInfinity, 3));
    }

    private static double[] Draw(int count)
    {
        var random = new KeyedRandom(1);
        return [.. Enumerable.Range(0, count).Select(_ => 1e4 + random.NextGaussian())];
    }
}
