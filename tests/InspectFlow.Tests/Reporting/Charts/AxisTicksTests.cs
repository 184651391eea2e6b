using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Reporting.Charts;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Charts;

public sealed class AxisTicksTests
{
    [Theory]
    [InlineData(0, 10, "0 2 4 6 8 10")]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1, 1, "−1.0 −0.5 0.0 0.5 1.0")]
    [InlineData(12_345, 15_500, "12,500 13,000 13,500 14,000 14,500 15,000 15,500")]
    [InlineData(0.0001, 0.00055, "0.0001 0.0002 0.0003 0.0004 0.0005")]
    [InlineData(1e9, 4e9, "1e9 1.5e9 2e9 2.5e9 3e9 3.5e9 4e9")]
    public void Ticks_are_round_and_labelled_with_as_many_digits_as_they_need(double low, double high, string labels)
    {
        var ticks = AxisTicks.Between(low, high);
        string.Join(' ', ticks.Values.Select(ticks.Label)).ShouldBe(labels);
    }

    [Fact]
    public void Any_range_has_a_few_ticks_within_it()
    {
        var ranges = Gen.Choose(-1_000_000, 1_000_000).SelectMany(
            a => Gen.Choose(1, 1_000_000).SelectMany(
                width => Gen.Choose(-9, 9).Select(power => (Low: a * Math.Pow(10, power), High: (a + width) * Math.Pow(10, power)))));
        Check.QuickThrowOnFailure(Prop.ForAll(ranges.ToArbitrary(), range =>
        {
            var ticks = AxisTicks.Between(range.Low, range.High);
            var slack = ticks.Step * 1e-6;
            return ticks.Values.Count is >= 2 and <= 9 &&
                ticks.Values.All(v => v >= range.Low - slack && v <= range.High + slack) &&
                ticks.Values.Zip(ticks.Values.Skip(1)).All(p => p.Second > p.First);
        }));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, double.NaN)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_range_that_is_none_is_refused(double low, double high) =>
        Should.Throw<ArgumentException>(() => AxisTicks.Between(low, high));
}
