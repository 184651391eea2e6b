using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Features;

public sealed class UpperTailTests
{
    [Theory]
    [InlineData(0.4)]
    [InlineData(0.2)]
    public void The_shape_and_scale_of_a_Pareto_tail_are_found(double shape)
    {
        // Above its fifth largest share the distribution is again a generalised Pareto, of scale σ + ξ u.
        var tail = UpperTail.Of(Quantiles(p => 3 * (Math.Pow(1 - p, -shape) - 1) / shape));

        tail.Threshold.ShouldBe(3 * (Math.Pow(0.2, -shape) - 1) / shape, 0.05);
        tail.Shape.ShouldBe(shape, 0.04);
        tail.Scale.ShouldBe(3 + (shape * tail.Threshold), 0.15);
    }

    [Fact]
    public void An_exponential_tail_has_the_least_shape() =>
        UpperTail.Of(Quantiles(p => -Math.Log(1 - p))).ShouldBe(new UpperTail(-Math.Log(0.2), 0.95, 0.05), Within(0.02));

    [Fact]
    public void A_tail_without_a_mean_is_bounded() =>
        UpperTail.Of(Quantiles(p => Math.Pow(1 - p, -1.5))).Shape.ShouldBe(0.7);

    [Fact]
    public void Of_few_pictures_the_shape_is_the_usual_one()
    {
        var tail = UpperTail.Of([.. Enumerable.Range(1, 20).Select(i => (double)i)]);

        tail.ShouldBe(new UpperTail(16, 2.5 * 0.75, 0.25));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void Equal_values_give_a_scale_above_0(int count)
    {
        var tail = UpperTail.Of([.. Enumerable.Repeat(-7.5, count)]);

        tail.Threshold.ShouldBe(-7.5);
        tail.Scale.ShouldBeGreaterThan(0);
        tail.Scale.ShouldBeLessThan(1e-3);
    }

    private static double[] Quantiles(Func<double, double> at) => [.. Enumerable.Range(0, 2000).Select(i => at((i + 0.5) / 2000))];

    private static EqualityComparer<UpperTail> Within(double tolerance) => EqualityComparer<UpperTail>.Create((a, b) =>
        a is not null && b is not null && Math.Abs(a.Threshold - b.Threshold) < tolerance && Math.Abs(a.Scale - b.Scale) < tolerance && Math.Abs(a.Shape - b.Shape) < tolerance);
}
