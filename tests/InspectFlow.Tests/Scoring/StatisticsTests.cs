using InspectFlow.Scoring;
using MathNet.Numerics.Statistics;
using Shouldly;
using Xunit;
using Histogram = InspectFlow.Scoring.Histogram;

namespace InspectFlow.Tests.Scoring;

public sealed class StatisticsTests
{
    private static readonly double[] Values = Draw(1000);

    [Fact]
    public void Running_moments_equal_those_of_all_values()
    {
        var moments = Moments(Values);
        moments.Count.ShouldBe(1000);
        moments.Mean.ShouldBe(Values.Mean(), 1e-6);
        moments.Variance.ShouldBe(Values.Variance(), 1e-6);
        moments.StandardDeviation.ShouldBe(Values.StandardDeviation(), 1e-6);
        (moments.Minimum, moments.Maximum).ShouldBe((Values.Min(), Values.Max()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(1000)]
    public void Merged_moments_equal_those_of_one_stream(int split)
    {
        var merged = Moments(Values[..split]);
        merged.Merge(Moments(Values[split..]));
        merged.Count.ShouldBe(1000);
        merged.Mean.ShouldBe(Values.Mean(), 1e-6);
        merged.Variance.ShouldBe(Values.Variance(), 1e-6);
    }

    [Fact]
    public void Moments_of_too_few_values_are_not_known()
    {
        var moments = new RunningMoments();
        moments.Mean.ShouldBe(double.NaN);
        moments.Merge(new RunningMoments());
        moments.Add(3);
        moments.Mean.ShouldBe(3);
        moments.Variance.ShouldBe(double.NaN);
    }

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

    private static RunningMoments Moments(IEnumerable<double> values)
    {
        var moments = new RunningMoments();
        foreach (var value in values)
        {
            moments.Add(value);
        }

        return moments;
    }

    private static double[] Draw(int count)
    {
        var random = new KeyedRandom(1);
        return [.. Enumerable.Range(0, count).Select(_ => 1e4 + random.NextGaussian())];
    }
}
