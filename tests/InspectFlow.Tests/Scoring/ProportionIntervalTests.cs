using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class ProportionIntervalTests
{
    [Theory]
    [InlineData(5, 10, 0.187086, 0.812914)]
    [InlineData(0, 10, 0, 0.308497)]
    [InlineData(10, 10, 0.691503, 1)]
    [InlineData(1, 150, 0.000169, 0.036583)]
    public void The_interval_is_that_of_Clopper_and_Pearson(int hits, int count, double low, double high)
    {
        var interval = ProportionInterval.Of(hits, count);

        interval.Share.ShouldBe((double)hits / count);
        interval.Low.ShouldBe(low, 5e-6);
        interval.High.ShouldBe(high, 5e-6);
    }

    [Fact]
    public void Nothing_counted_leaves_everything_open()
    {
        var interval = ProportionInterval.Of(0, 0);

        interval.Share.ShouldBe(double.NaN);
        (interval.Low, interval.High).ShouldBe((0, 1));
    }

    [Fact]
    public void Each_end_leaves_a_tail_of_two_and_a_half_percent() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(),
        ArbMap.Default.ArbFor<PositiveInt>(),
        (a, b) =>
        {
            var count = (a.Get % 60) + 1;
            var hits = b.Get % (count + 1);
            var interval = ProportionInterval.Of(hits, count);
            var above = Enumerable.Range(hits, count - hits + 1).Sum(k => MathNet.Numerics.Distributions.Binomial.PMF(interval.Low, count, k));
            var below = Enumerable.Range(0, hits + 1).Sum(k => MathNet.Numerics.Distributions.Binomial.PMF(interval.High, count, k));
            (hits == 0 || Math.Abs(above - 0.025) < 1e-6).ShouldBeTrue();
            (hits == count || Math.Abs(below - 0.025) < 1e-6).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();
}
