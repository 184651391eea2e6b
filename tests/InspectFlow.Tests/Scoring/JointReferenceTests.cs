using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class JointReferenceTests
{
    private const double K = JointReference.Sharpness;

    // Medians 10 and 3; five values above each, whose deviations from it are 2 and 0.5.
    private static readonly double[] Wholes = [0, 2, 4, 6, 8, 10, 12, 12, 12, 12, 12];
    private static readonly double[] Peaks = [2, 1, 2.5, 2.5, 1, 3, 3.5, 3.5, 3.5, 3.5, 3.5];

    [Fact]
    public void Each_view_is_standardised_by_its_median_and_what_lies_above_it()
    {
        var reference = JointReference.Fit(Wholes, Peaks, 2);

        reference.ShouldBe(new JointReference(new(10, 2), new(3, 0.5), 2, 11) { DampedBeyond = 2, DampedBy = 0.1 });
        reference.Whole.Standardise(16).ShouldBe(3);
        reference.Local.Standardise(2).ShouldBe(-2);
    }

    [Fact]
    public void A_place_joins_both_views_as_worked_out_by_hand()
    {
        var reference = JointReference.Fit(Wholes, Peaks);

        // z = 0 and 0: ln(1 + 1) / k. z = 2 and -2, z = 1 and 4: the sum of both exponentials. z = 5 counts for 2 + 0.1 ln(1 + 3 / 0.1).
        reference.Join(10, 3).ShouldBe(Math.Log(2) / 3, 1e-12);
        reference.Join(14, 2).ShouldBe(Math.Log(Math.Exp(6) + Math.Exp(-6)) / 3, 1e-12);
        reference.Join(20, -30).ShouldBe(2 + (0.1 * Math.Log(31)), 1e-12);
        (reference with { DampedBy = 1 }).Join(20, -30).ShouldBe(2 + Math.Log(4), 1e-12);
        reference.Join(12, 5).ShouldBe(Math.Log(Math.Exp(3) + Math.Exp(12)) / 3, 1e-12);
    }

    [Fact]
    public void A_whole_far_beyond_all_good_images_passes_any_threshold_of_theirs()
    {
        var reference = JointReference.Fit([.. Wholes, .. Wholes], [.. Peaks, .. Peaks]);

        // z = 10 is damped alone, z = 60 counts for 50 more.
        reference.Join(30, -30).ShouldBe(2 + (0.1 * Math.Log(81)), 1e-12);
        reference.Join(130, -30).ShouldBe(2 + (0.1 * Math.Log(581)) + 50, 1e-12);

        // Where a good image lies 8 spreads of the others off, twice as far: the threshold stays what it was.
        double[] wholes = [.. Wholes, .. Wholes, 26], peaks = [.. Peaks, .. Peaks, 3];
        var wide = JointReference.Fit(wholes, peaks);
        wide.GrowsBeyond!.Value.ShouldBe(16, 1e-9);
        wide.LeaveOneOut(wholes, peaks, [.. wholes.Zip(peaks, wide.Join)])[^1].ShouldBe(2 + (0.1 * Math.Log(61)), 1e-2);

        // Of few images nobody knows how far good ones lie.
        JointReference.Fit(Wholes, Peaks).GrowsBeyond.ShouldBeNull();
    }

    [Fact]
    public void Huge_views_neither_overflow_nor_vanish()
    {
        var reference = JointReference.Fit(Wholes, Peaks);

        reference.Join(10 + 2e6, 3).ShouldBe(2 + (0.1 * Math.Log(1 + ((1e6 - 2) / 0.1))) + (Math.Exp(-3 * (2 + (0.1 * Math.Log(1e7)))) / 3), 1e-5);
        (reference with { DampedBeyond = null }).Join(10 + 2e6, 3).ShouldBe(1e6);
        reference.Join(-1e300, 4).ShouldBe(2);
        reference.Join(-1e300, -1e300).ShouldBe(reference.Whole.Standardise(-1e300), 1e285);
        reference.Join(double.PositiveInfinity, double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
        reference.Join(double.NegativeInfinity, double.NegativeInfinity).ShouldBe(double.NegativeInfinity);
        reference.Join(double.NaN, 3).ShouldBe(double.NaN);
        reference.Join(10, double.NaN).ShouldBe(double.NaN);
    }

    [Fact]
    public void The_score_is_the_peak_of_the_joint_map_with_padding_left_out()
    {
        var reference = JointReference.Fit(Wholes, Peaks, 25);
        var random = new KeyedRandom(3);
        var map = Enumerable.Range(0, 12 * 10).Select(_ => (float)(2 + random.NextGaussian())).ToArray();
        map[0] = 1000;
        var joint = reference.Map(11, map);

        reference.Score(11, map, 12, new(2, 1, 8, 6)).ShouldBe(PeakScore.Of(joint, 12, 2, 1, 8, 6, 25), 1e-6);
        joint[0].ShouldBe((float)reference.Join(11, 1000));
    }

    [Fact]
    public void It_never_falls_when_a_view_grows_and_stays_within_ln_2_over_k_of_the_larger() =>
        Prop.ForAll(Arb(), Arb(), Arb(), (whole, local, more) =>
        {
            var reference = JointReference.Fit(Wholes, Peaks);
            var value = reference.Join(whole, local);
            var z = reference.Whole.Standardise(whole);
            var larger = Math.Max(z > 2 ? 2 + (0.1 * Math.Log(1 + ((z - 2) / 0.1))) : z, reference.Local.Standardise(local));
            return reference.Join(whole + Math.Abs(more), local) >= value && reference.Join(whole, local + Math.Abs(more)) >= value &&
                value >= larger && value <= larger + (Math.Log(2) / K) + 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_unit_of_either_view_does_not_matter() =>
        Prop.ForAll(Arb(), Arb(), Arb(), (whole, local, shift) =>
        {
            var scale = 1 + (Math.Abs(shift) / 3);
            double Whole(double v) => (v * scale) + shift;
            double Local(double v) => (v / scale) - shift;
            var plain = JointReference.Fit(Wholes, Peaks);
            var other = JointReference.Fit([.. Wholes.Select(Whole)], [.. Peaks.Select(Local)]);
            return Math.Abs(plain.Join(whole, local) - other.Join(Whole(whole), Local(local))) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_view_that_is_always_the_same_has_the_spread_1_and_one_that_seldom_rises_that_of_both_sides()
    {
        StandardUnit.Fit([4, 4, 4]).ShouldBe(new StandardUnit(4, 1));
        StandardUnit.Fit([7]).ShouldBe(new StandardUnit(7, 1));
        StandardUnit.Fit([1, 5]).ShouldBe(new StandardUnit(3, 2));
        StandardUnit.Fit([0, 10, 10, 10, 16]).Spread.ShouldBe(Math.Pow((Math.Pow(10, 8) + Math.Pow(6, 8)) / 5, 1 / 8.0), 1e-12);
        StandardUnit.Fit([0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3]).Spread.ShouldBe(Math.Pow((1 + 1 + 256 + 256 + 6561) / 5.0, 1 / 8.0), 1e-12);
        StandardUnit.Fit([1e300, 1e300, 1e300, 2e300]).Spread.ShouldBe(1e300 * Math.Pow(0.25, 1 / 8.0), 1e288);
        JointReference.Fit([4, 4], [2, 2]).Join(5, 2).ShouldBe(Math.Log(1 + Math.Exp(3)) / 3, 1e-12);
    }

    [Fact]
    public void It_needs_finite_values_of_both_views_of_every_image()
    {
        Should.Throw<CalibrationException>(() => JointReference.Fit([], []));
        Should.Throw<CalibrationException>(() => JointReference.Fit([1, double.NaN], [1, 2]));
        Should.Throw<CalibrationException>(() => JointReference.Fit([1, 2], [1, double.PositiveInfinity]));
        Should.Throw<ArgumentException>(() => JointReference.Fit([1, 2], [1]));
    }

    [Fact]
    public void Left_out_of_its_own_reference_the_farthest_image_lies_farther_and_the_others_where_they_were()
    {
        double[] wholes = [.. Enumerable.Range(0, 40).Select(i => i * 0.1), 30], peaks = [.. Enumerable.Range(0, 41).Select(i => i % 7 * 0.5)];
        var reference = JointReference.Fit(wholes, peaks);
        double[] scores = [.. wholes.Zip(peaks, reference.Join)];

        var without = reference.LeaveOneOut(wholes, peaks, scores);

        var others = JointReference.Fit(wholes[..40], peaks[..40]) with { GrowsBeyond = reference.GrowsBeyond };
        without[40].ShouldBe(others.Join(30, peaks[40]), 1e-9);
        without[40].ShouldBeGreaterThan(scores[40] + 0.5);
        without.Take(40).ShouldBe(scores[..40], 0.1);
        var slower = reference with { DampedBy = 1 };
        double[] slowly = [.. wholes.Zip(peaks, slower.Join)];
        slower.LeaveOneOut(wholes, peaks, slowly)[40].ShouldBe((others with { DampedBy = 1 }).Join(30, peaks[40]), 1e-9);
        slower.LeaveOneOut(wholes, peaks, slowly)[40].ShouldBeGreaterThan(2 * slowly[40]);

        // A reference without damping, as older models have, stays without: there the farthest lies five times as far.
        var plain = reference with { DampedBeyond = null };
        double[] plainly = [.. wholes.Zip(peaks, plain.Join)];
        plain.LeaveOneOut(wholes, peaks, plainly)[40].ShouldBe((others with { DampedBeyond = null }).Join(30, peaks[40]), 1e-9);
        plain.LeaveOneOut(wholes, peaks, plainly)[40].ShouldBeGreaterThan(5 * plainly[40]);
    }

    [Fact]
    public void It_knows_the_images_that_it_was_taken_from()
    {
        var reference = JointReference.Fit(Wholes, Peaks, 2);

        reference.IsOf(Wholes, [.. Peaks.Select(p => p + 1e-9)]).ShouldBeTrue();
        reference.IsOf(Wholes, [.. Peaks.Select(p => p + 0.1)]).ShouldBeFalse();
        reference.IsOf([.. Wholes, 10], [.. Peaks, 3]).ShouldBeFalse();
    }

    [Fact]
    public void It_survives_json()
    {
        var reference = JointReference.Fit(Wholes, Peaks, 3);
        JsonSerializer.Deserialize<JointReference>(JsonSerializer.Serialize(reference)).ShouldBe(reference);
    }

    private static Arbitrary<double> Arb() => Gen.Choose(-100_000, 100_000).Select(i => i / 2000.0).ToArbitrary();
}
