using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring.Metrics;

public sealed class PixelRankingTests
{
    private const double Exact = 1e-12;

    [Fact]
    public void Overlap_and_pixel_area_are_what_they_are_by_hand()
    {
        // Ten good pixels with scores 0 to 9, and two regions: A of two pixels, 9.5 and 4.5, B of one, 7.5.
        // From the highest score down, (rate of good pixels, mean overlap):
        //   9.5: (0, 1/4); 9, 8: (0.2, 1/4); 7.5: (0.2, 3/4); 7: (0.3, 3/4); ...
        // Area up to 0.3: 0.2 · 1/4 + 0.1 · 3/4 = 0.125; over 0.3 it is 5/12.
        // Pixel area: good pixels below 9.5 are 10, below 7.5 are 8, below 4.5 are 5, of 30 pairs: 23/30.
        var ranking = new PixelRanking();
        ranking.Add([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9.5f, 4.5f, 7.5f], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2]);

        var metrics = ranking.Measure();

        metrics.Aupro!.Value.ShouldBe(5.0 / 12, Exact);
        metrics.Auroc!.Value.ShouldBe(23.0 / 30, Exact);
        (metrics.AurocError, metrics.AuproError).ShouldBe((0, 0));
    }

    [Fact]
    public void A_small_region_counts_as_much_as_a_large_one_and_an_edge_of_good_pictures_counts_too()
    {
        // Large region: 99 pixels at 5, all found before any good pixel. Small one: 1 pixel at 1. Good pixels: 1 at 2 beside them,
        // 9 at 0 in a good picture. Overlap is 1/2 up to a rate of 0.1 (the good pixel at 2), then 1:
        // (0.1 · 1/2 + 0.2 · 1) / 0.3 = 5/6. Pixel area: 99 beat 10 each, 1 beats 9: 999 of 1000.
        var ranking = new PixelRanking();
        ranking.Add([.. Enumerable.Repeat(5f, 99), 1, 2], [.. Enumerable.Repeat(1, 99), 2, 0]);
        ranking.Add(new float[9], []);

        var metrics = ranking.Measure();

        metrics.Aupro!.Value.ShouldBe(5.0 / 6, Exact);
        metrics.Auroc!.Value.ShouldBe(0.999, Exact);
    }

    [Fact]
    public void Ties_are_cut_along_the_diagonal()
    {
        // One region of two pixels, 3 and 1; good: 3, 1, 1, 1. The curve: (0, 0) – tie at 3 – (1/4, 1/2) – tie at 1 – (1, 1).
        // Up to 1/4: 1/4 · 1/2 / 2 = 1/16. From 1/4 to 0.3 the slope is (1/2) / (3/4) = 2/3: 0.05 · (1/2 + 0.05 · 2/3 / 2) = 0.0258333.
        // Together 0.0883333, over 0.3 it is 0.2944444 = 53/180.
        // Pixel area: 3 against 3, 1, 1, 1: 3.5; 1 against 3, 1, 1, 1: 1.5; 5 of 8.
        var ranking = new PixelRanking();
        ranking.Add([3, 1, 3, 1, 1, 1], [1, 1, 0, 0, 0, 0]);

        var metrics = ranking.Measure();

        metrics.Aupro!.Value.ShouldBe(53.0 / 180, Exact);
        metrics.Auroc!.Value.ShouldBe(5.0 / 8, Exact);
    }

    [Fact]
    public void A_perfect_map_has_one_and_a_flat_map_the_diagonal()
    {
        var perfect = new PixelRanking();
        perfect.Add([9, 8, 1, 2, 7, 0], [1, 1, 0, 0, 2, 0]);
        perfect.Measure().ShouldBe(new PixelMetrics(1, 0, 1, 0));

        // The diagonal: 0.3 · 0.3 / 2 / 0.3 = 0.15.
        var flat = new PixelRanking();
        flat.Add([4, 4, 4, 4, 4, 4], [1, 1, 0, 0, 2, 0]);
        flat.Measure().Auroc!.Value.ShouldBe(0.5, Exact);
        flat.Measure().Aupro!.Value.ShouldBe(0.15, Exact);
    }

    [Fact]
    public void What_nothing_looked_at_is_lowest_and_what_is_no_number_highest()
    {
        var ranking = new PixelRanking();
        ranking.Add([float.NaN, -3, 0, float.NegativeInfinity], [0, 1, 0, 0]);

        // −3 is above the pixel outside alone: 1 of 3.
        ranking.Measure().Auroc!.Value.ShouldBe(1.0 / 3, Exact);

        var zeros = new PixelRanking();
        zeros.Add([0f, -0f], [1, 0]);
        zeros.Measure().Auroc.ShouldBe(0.5, "the two zeros are one number");
    }

    [Fact]
    public void Pixels_of_one_kind_give_no_area()
    {
        var good = new PixelRanking();
        good.Add([1, 2], []);
        good.Measure().ShouldBe(new PixelMetrics(null, 0, null, 0));
        var defective = new PixelRanking();
        defective.Add([1, 2], [1, 1]);
        defective.Measure().Auroc.ShouldBeNull();
        Should.Throw<ArgumentException>(() => good.Add([1], [0, 0]));
    }

    [Fact]
    public void Both_areas_are_those_of_every_pixel_against_every_threshold() => Check(map =>
    {
        var metrics = Measure(map, s => s);
        return metrics.Auroc is null
            ? map.All(p => p.Label == 0) || map.All(p => p.Label > 0)
            : Math.Abs(metrics.Auroc.Value - PairsWon(map)) < 1e-9 && Math.Abs(metrics.Aupro!.Value - ByThresholds(map)) < 1e-9;
    });

    [Fact]
    public void A_monotone_transform_changes_neither() => Check(map => Measure(map, s => s) == Measure(map, s => MathF.Exp(s / 4) - 100) && Measure(map, s => s) == Measure(map, s => (8 * s) - 3));

    [Fact]
    public void Beyond_the_exact_count_the_areas_lie_within_the_bound_told() => Check(map =>
        {
            // Scores that differ by less than the bins can tell: 1 and 1 + n/100,000.
            static float Close(float score) => 1 + (score / 100_000);
            var exact = Measure(map, Close);
            var binned = Measure(map, Close, mostExact: 0);
            return exact.Auroc is null ||
                (Math.Abs(exact.Auroc.Value - binned.Auroc!.Value) <= binned.AurocError + 1e-12 &&
                 Math.Abs(exact.Aupro!.Value - binned.Aupro!.Value) <= binned.AuproError + 1e-12);
        });

    [Fact]
    public void Scores_that_the_bins_can_tell_apart_stay_exact_in_any_number()
    {
        var random = new KeyedRandom(5);
        (float Score, int Label)[] map = [.. Enumerable.Range(0, 4000).Select(i => (random.NextInt(500) - 250f, i < 100 ? 1 + (i / 30) : 0))];
        var binned = Measure(map, s => s, mostExact: 100);
        var exact = Measure(map, s => s);
        binned.Auroc!.Value.ShouldBe(exact.Auroc!.Value, Exact);
        binned.Aupro!.Value.ShouldBe(exact.Aupro!.Value, Exact);
        binned.AurocError.ShouldBeInRange(1e-6, 0.01, "half of the true ties, which the bins cannot tell from made ones");
    }

    private static void Check(Func<(float Score, int Label)[], bool> holds) => Prop.ForAll(Maps(), holds).QuickCheckThrowOnFailure();

    private static PixelMetrics Measure((float Score, int Label)[] map, Func<float, float> transform, int? mostExact = null)
    {
        var ranking = mostExact is { } most ? new PixelRanking(most) : new PixelRanking();
        ranking.Add([.. map.Select(p => transform(p.Score))], [.. map.Select(p => p.Label)]);
        return ranking.Measure();
    }

    private static double PairsWon((float Score, int Label)[] map) => map.Where(p => p.Label > 0)
        .SelectMany(d => map.Where(p => p.Label == 0).Select(g => d.Score > g.Score ? 1 : d.Score.Equals(g.Score) ? 0.5 : 0)).Average();

    // The definition: a point for every threshold, straight lines between, and the area below up to 0.3.
    private static double ByThresholds((float Score, int Label)[] map)
    {
        var regions = map.Where(p => p.Label > 0).GroupBy(p => p.Label).ToList();
        var good = map.Where(p => p.Label == 0).ToList();
        List<(double Rate, double Overlap)> curve = [(0, 0)];
        foreach (var threshold in map.Select(p => p.Score).Distinct().OrderDescending())
        {
            curve.Add((
                good.Count(p => p.Score >= threshold) / (double)good.Count,
                regions.Average(r => r.Count(p => p.Score >= threshold) / (double)r.Count())));
        }

        var area = 0.0;
        foreach (var ((from, low), (to, high)) in curve.Zip(curve.Skip(1)))
        {
            var end = Math.Min(to, 0.3);
            if (end > from)
            {
                var reached = low + ((high - low) * (end - from) / (to - from));
                area += (end - from) * (low + reached) / 2;
            }
        }

        return area / 0.3;
    }

    private static Arbitrary<(float Score, int Label)[]> Maps() => Gen.Choose(0, 12)
        .SelectMany(score => Gen.Choose(0, 3).Select(label => ((float)score, label))).ArrayOf().Where(m => m.Length > 0).ToArbitrary();
}
