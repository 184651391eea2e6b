using InspectFlow.Scoring;
using MathNet.Numerics.Statistics;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class MomentsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(1000)]
    public void Parts_joined_have_the_mean_and_deviation_of_the_whole(int cut)
    {
        var random = new KeyedRandom(1);
        var values = Enumerable.Range(0, 1000).Select(_ => (float)(1e4 + (3 * random.NextGaussian()))).ToArray();

        var joined = Moments.Of(values.AsSpan(0, cut)).Join(Moments.Of(values.AsSpan(cut)));

        joined.Count.ShouldBe(1000);
        joined.Mean.ShouldBe(values.Select(v => (double)v).Mean(), 1e-8);
        joined.Deviation.ShouldBe(values.Select(v => (double)v).PopulationStandardDeviation(), 1e-8);
    }

    [Fact]
    public void Nothing_has_no_spread() => default(Moments).Join(default).Deviation.ShouldBe(0);
}
