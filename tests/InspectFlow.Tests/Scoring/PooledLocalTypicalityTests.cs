using System.Text.Json;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class PooledLocalTypicalityTests
{
    [Fact]
    public void One_mean_and_one_deviation_hold_for_maps_of_any_size()
    {
        // One row of one pixel: nothing to smooth with. Mean 3, deviation 2.
        var reference = LocalTypicalityReference.Pooled(LocalTypicalityReference.Measure([1], 1).Join(LocalTypicalityReference.Measure([5], 1)));
        float[] map = [9, 9, 9, 9];

        reference.Depart(map, 2);

        reference.IsPooled.ShouldBeTrue();
        map.ShouldBe([3, 3, 3, 3]);
    }

    [Fact]
    public void Maps_are_smoothed_before_they_are_measured_and_before_they_are_compared()
    {
        var reference = LocalTypicalityReference.Pooled(LocalTypicalityReference.Measure([0, 0, 0, 3, 0, 0, 0], 7));
        float[] map = [0, 0, 0, 3, 0, 0, 0];

        reference.Depart(map, 7);

        // Three of seven pixels are 1 after smoothing.
        var deviation = Math.Sqrt(3.0 / 7 * (4.0 / 7));
        map[0].ShouldBe((float)(3.0 / 7 / deviation), 1e-6f);
        map[2].ShouldBe((float)(4.0 / 7 / deviation), 1e-6f);
    }

    [Fact]
    public void The_two_kinds_are_told_apart_also_after_storage()
    {
        var pooled = Again(LocalTypicalityReference.Pooled(LocalTypicalityReference.Measure([1, 2, 3, 4], 2)));
        var placed = Again(LocalTypicalityReference.Fit([[1, 2], [3, 4]], 2));

        pooled.IsPooled.ShouldBeTrue();
        placed.IsPooled.ShouldBeFalse();
        Should.Throw<ArgumentException>(() => placed.Depart([1, 2, 3, 4], 2));
        Should.Throw<ArgumentException>(() => pooled.Departure([1, 2]));
        Should.Throw<ArgumentException>(() => new LocalTypicalityReference(0, new byte[8], new byte[8]));
    }

    [Fact]
    public void Changing_a_map_in_place_gives_what_a_copy_gives()
    {
        var random = new KeyedRandom(4);
        var maps = Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 30).Select(_ => (float)random.NextGaussian()).ToArray()).ToList();
        var reference = LocalTypicalityReference.Fit(maps, 6);
        var departure = reference.Departure(maps[0]);

        reference.Depart(maps[0], 6);

        maps[0].ShouldBe(departure);
    }

    [Fact]
    public void Without_a_finite_map_there_is_no_reference()
    {
        Should.Throw<CalibrationException>(() => LocalTypicalityReference.Pooled(default));
        Should.Throw<CalibrationException>(() => LocalTypicalityReference.Pooled(LocalTypicalityReference.Measure([float.NaN], 1)));
    }

    private static LocalTypicalityReference Again(LocalTypicalityReference reference) =>
        JsonSerializer.Deserialize<LocalTypicalityReference>(JsonSerializer.Serialize(reference))!;
}
