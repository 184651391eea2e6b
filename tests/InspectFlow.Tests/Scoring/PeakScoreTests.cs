using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class PeakScoreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    [InlineData(17)]
    [InlineData(100)]
    public void It_is_the_mean_of_the_largest_values_of_the_content(double percent)
    {
        var random = new KeyedRandom(1);
        var map = Enumerable.Range(0, 40 * 30).Select(_ => MathF.Round((float)random.NextGaussian() * 20) / 4).ToArray();
        var content = Enumerable.Range(0, 1200).Where(i => i % 40 is >= 3 and < 28 && i / 40 is >= 5 and < 25).Select(i => map[i]);
        var counted = Math.Max(1, (int)Math.Round(500 * percent / 100));
        var expected = content.OrderByDescending(v => v).Take(counted).Average(v => (double)v);
        PeakScore.Of(map, 40, 3, 5, 25, 20, percent).ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void Padding_does_not_count()
    {
        var map = new float[] { 100, 1, 2, 100, 100, 3, 4, 100 };
        PeakScore.Of(map, 4, 1, 0, 2, 2, 50).ShouldBe(3.5);
        PeakScore.Of(map, 50).ShouldBe(100);
    }

    [Fact]
    public void At_least_one_pixel_counts() => PeakScore.Of([1, 5, 2], 0.001).ShouldBe(5);

    [Fact]
    public void A_flat_map_scores_its_value() => PeakScore.Of(Enumerable.Repeat(0.1f, 100_000).ToArray()).ShouldBe(0.1f, 1e-12);

    [Fact]
    public void What_is_not_finite_shows()
    {
        PeakScore.Of([1, float.NaN, 3]).ShouldBe(double.NaN);
        PeakScore.Of([1, float.PositiveInfinity, 3]).ShouldBe(double.PositiveInfinity);
        PeakScore.Of([float.NegativeInfinity, 3], 50).ShouldBe(3);
    }

    [Theory]
    [InlineData(0, 0, 5, 2, 1)]
    [InlineData(1, 0, 4, 2, 1)]
    [InlineData(0, 1, 4, 2, 1)]
    [InlineData(-1, 0, 2, 2, 1)]
    [InlineData(0, 0, 0, 2, 1)]
    [InlineData(0, 0, 4, 2, 0)]
    [InlineData(0, 0, 4, 2, 101)]
    public void Content_outside_the_map_and_shares_outside_the_range_are_refused(int x, int y, int width, int height, double percent) =>
        Should.Throw<ArgumentException>(() => PeakScore.Of(new float[8], 4, x, y, width, height, percent));
}
