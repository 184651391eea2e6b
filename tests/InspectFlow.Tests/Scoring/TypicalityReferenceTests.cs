using System.Text.Json;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class TypicalityReferenceTests
{
    [Fact]
    public void Each_side_has_its_own_spread()
    {
        var reference = TypicalityReference.Fit([-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 2, 2, 2, 2, 2]);
        reference.Center.ShouldBe(0, 1e-12);
        reference.SpreadBelow.ShouldBe(1, 1e-12);
        reference.SpreadAbove.ShouldBe(2, 1e-12);
        reference.Score(-3).ShouldBe(3, 1e-9);
        reference.Score(3).ShouldBe(1.5, 1e-9);
        reference.Score(reference.Center).ShouldBe(0);
        reference.Score(double.NaN).ShouldBe(double.NaN);
        reference.Score(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void A_side_with_few_images_takes_the_spread_of_all()
    {
        var reference = TypicalityReference.Fit([10, 14]);
        reference.ShouldBe(new TypicalityReference(12, 2, 2, 2));
    }

    [Fact]
    public void Without_any_spread_the_unit_is_one_nat()
    {
        TypicalityReference.Fit([7]).ShouldBe(new TypicalityReference(7, 1, 1, 1));
        TypicalityReference.Fit([0.1, 0.1, 0.1]).ShouldBe(new TypicalityReference(0.1, 1, 1, 3));
    }

    [Fact]
    public void It_needs_finite_values()
    {
        Should.Throw<CalibrationException>(() => TypicalityReference.Fit([]));
        Should.Throw<CalibrationException>(() => TypicalityReference.Fit([1, double.NaN]));
    }

    [Fact]
    public void It_survives_json()
    {
        var reference = TypicalityReference.Fit([1.1, 2.7, 0.3]);
        JsonSerializer.Deserialize<TypicalityReference>(JsonSerializer.Serialize(reference)).ShouldBe(reference);
    }

    [Fact]
    public void Complexity_takes_the_code_length_from_the_nll() =>
        ComplexityScore.Of(100, 10).ShouldBe(100 - (10 * Math.Log(2)), 1e-12);
}
