using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring.Looks;

public sealed class LookTests
{
    private static readonly float[] Stairs = [.. Enumerable.Range(0, 64).Select(i => (float)i)];

    [Fact]
    public void Light_and_contrast_drop_out()
    {
        var look = Look.Of(Stairs);

        Look.Of(Array.ConvertAll(Stairs, v => (3 * v) + 40)).ShouldBe(look);
        Look.Correlation(look, look).ShouldBe(1, 1e-12);
        Look.Correlation(look, Look.Of(Array.ConvertAll(Stairs, v => -v))).ShouldBe(-1, 1e-3);
    }

    [Fact]
    public void The_correlation_is_that_of_the_values()
    {
        var random = new KeyedRandom(3);
        var a = Array.ConvertAll(Stairs, v => v + (float)(40 * random.NextDouble()));
        var b = Array.ConvertAll(Stairs, v => v + (float)(40 * random.NextDouble()));
        var (meanA, meanB) = (a.Average(v => (double)v), b.Average(v => (double)v));
        var expected = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum() /
            Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));

        Look.Correlation(Look.Of(a), Look.Of(b)).ShouldBe(expected, 0.01);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_picture_that_tells_nothing_is_like_no_other(float value)
    {
        var look = Look.Of([value, 7, 7, 7]);

        look.ShouldAllBe(b => b == 0);
        Look.Correlation(look, Look.Of([1, 2, 3, 4])).ShouldBe(0);
    }

    [Fact]
    public void No_correlation_leaves_its_range() => Prop.ForAll<byte[], byte[]>((a, b) =>
    {
        var length = Math.Min(a.Length, b.Length);
        var correlation = Look.Correlation(a.AsSpan(0, length), b.AsSpan(0, length));
        return correlation is >= -1 and <= 1 && correlation == Look.Correlation(b.AsSpan(0, length), a.AsSpan(0, length));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Looks_of_different_grids_are_not_compared() =>
        Should.Throw<ArgumentException>(() => Look.Correlation([1, 2], [1])).ParamName.ShouldBe("b");
}
