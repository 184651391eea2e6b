using System.Text.Json;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class LocalTypicalityReferenceTests
{
    private const int Width = 8;
    private const int Height = 6;

    [Fact]
    public void A_place_that_is_always_hard_to_explain_is_not_unusual_there()
    {
        var reference = LocalTypicalityReference.Fit(Enumerable.Range(0, 200).Select(i => Map(i, edge: 50)), Width);

        reference.Departure(Map(1000, edge: 50)).Max().ShouldBeLessThan(5);
    }

    [Fact]
    public void Too_much_and_too_little_are_both_unusual()
    {
        var reference = LocalTypicalityReference.Fit(Enumerable.Range(0, 200).Select(i => Map(i, edge: 50)), Width);
        var missing = Map(1000, edge: 50);
        var extra = Map(1001, edge: 50);
        missing[(3 * Width) + 4] = 0;
        extra[Width + 1] = 50;

        reference.Departure(missing).Max().ShouldBeGreaterThan(8);
        reference.Departure(extra).Max().ShouldBeGreaterThan(8);
    }

    [Fact]
    public void Departures_are_means_and_deviations_of_the_smoothed_map()
    {
        // One row of one pixel: nothing to smooth with. Mean 3, deviation 2.
        var reference = LocalTypicalityReference.Fit([[1f], [5f]], 1);

        reference.Departure([7f]).ShouldBe([2f]);
        reference.Departure([-1f]).ShouldBe([2f]);
    }

    [Fact]
    public void Smoothing_averages_with_the_neighbours_that_there_are()
    {
        var reference = LocalTypicalityReference.Fit([new float[9], [2, 2, 2, 2, 2, 2, 2, 2, 2]], 3);
        var spot = new float[9];
        spot[0] = 9;

        // Mean 1 and deviation 1 everywhere; the corner has 4 neighbours with itself, an edge 6, the centre 9.
        reference.Departure(spot).ShouldBe([1.25f, 0.5f, 1, 0.5f, 0, 1, 1, 1, 1], 1e-6);
    }

    [Fact]
    public void It_comes_back_from_JSON_as_it_was()
    {
        var reference = LocalTypicalityReference.Fit(Enumerable.Range(0, 5).Select(i => Map(i, 3)), Width);
        var back = JsonSerializer.Deserialize<LocalTypicalityReference>(JsonSerializer.Serialize(reference))!;

        back.Departure(Map(9, 3)).ShouldBe(reference.Departure(Map(9, 3)));
    }

    [Fact]
    public void Maps_that_are_missing_or_not_finite_are_refused()
    {
        Should.Throw<CalibrationException>(() => LocalTypicalityReference.Fit([], 4));
        Should.Throw<CalibrationException>(() => LocalTypicalityReference.Fit([[1, float.NaN]], 2));
        Should.Throw<ArgumentException>(() => LocalTypicalityReference.Fit([[1, 2]], 2).Departure([1]));
    }

    private static float[] Map(int seed, float edge)
    {
        var random = new KeyedRandom(seed);
        var map = Enumerable.Range(0, Width * Height).Select(_ => (float)(2 + random.NextGaussian())).ToArray();
        for (var y = 0; y < Height; y++)
        {
            map[(y * Width) + 4] += edge;
        }

        return map;
    }
}
