using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class QuantilesTests
{
    [Fact]
    public void Of_a_hundred_numbers_a_quantile_is_the_one_at_its_percent() =>
        Quantiles.Of(Enumerable.Range(1, 100).Select(i => (double)(101 - i))).ShouldBe(new Quantiles(100, 5, 25, 50, 75, 95));

    [Fact]
    public void Of_one_number_all_are_that_number() => Quantiles.Of([7]).ShouldBe(new Quantiles(1, 7, 7, 7, 7, 7));

    [Fact]
    public void What_is_not_finite_takes_no_part()
    {
        Quantiles.Of([double.NaN, 2, double.PositiveInfinity]).ShouldBe(new Quantiles(1, 2, 2, 2, 2, 2));
        Quantiles.Of([double.NaN, double.NegativeInfinity]).ShouldBeNull();
        Quantiles.Of([]).ShouldBeNull();
    }

    [Fact]
    public void Copying_every_number_changes_only_the_count() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<NormalFloat>>(),
        numbers =>
        {
            var values = numbers.Get.Select(n => n.Get).ToList();
            var once = Quantiles.Of(values)!;
            double[] ascending = [once.P5, once.P25, once.P50, once.P75, once.P95];
            return Quantiles.Of(values.Concat(values)) == once with { Count = 2 * once.Count } && ascending.SequenceEqual(ascending.Order());
        }).QuickCheckThrowOnFailure();
}
