using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Scoring;
using MathNet.Numerics.Statistics;
using Shouldly;
using Xunit;
using Outcome = InspectFlow.Scoring.Outcome;

namespace InspectFlow.Tests.Scoring;

public sealed class CalibrationPropertyTests
{
    // The realised false-alarm rate of a threshold on uniform scores is 1 − threshold exactly, so nothing but the
    // calibration itself is random here.
    [Theory]
    [InlineData(19, 95)]
    [InlineData(50, 90)]
    [InlineData(99, 99)]
    [InlineData(137, 97.5)]
    [InlineData(200, 99)]
    public void On_exchangeable_parts_the_mean_false_alarm_rate_keeps_to_its_bound_and_is_not_wasteful(int count, double percentile)
    {
        const int calibrations = 20_000;
        var random = new KeyedRandom(11, count, (long)(percentile * 10));
        var rate = new RunningStatistics();
        for (var i = 0; i < calibrations; i++)
        {
            rate.Push(1 - Calibrator.At(new ReferenceScores(Draw(random, count)), percentile).Value);
        }

        var bound = 1 - (percentile / 100);
        var error = 4 * rate.StandardDeviation / Math.Sqrt(calibrations);
        rate.Mean.ShouldBeLessThanOrEqualTo(bound + error);
        rate.Mean.ShouldBeGreaterThanOrEqualTo(bound - (1.0 / (count + 1)) - error);
        rate.Mean.ShouldBe(Calibrator.At(new ReferenceScores(Draw(random, count)), percentile).FalseAlarms.Expected, error);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void With_ties_the_false_alarm_rate_still_keeps_to_its_bound(int levels)
    {
        const int calibrations = 20_000;
        const double percentile = 90;
        var random = new KeyedRandom(12, levels);
        var rate = new RunningStatistics();
        for (var i = 0; i < calibrations; i++)
        {
            var scores = Enumerable.Range(0, 29).Select(_ => (double)random.NextInt(levels));
            var threshold = Calibrator.At(new ReferenceScores(scores), percentile).Value;
            rate.Push((levels - 1 - threshold) / levels);
        }

        rate.Mean.ShouldBeLessThanOrEqualTo(0.1 + (4 * rate.StandardDeviation / Math.Sqrt(calibrations)));
    }

    [Fact]
    public void The_beta_interval_holds_the_realised_rate_95_times_in_100()
    {
        const int calibrations = 20_000;
        var random = new KeyedRandom(13);
        var inside = 0;
        var below = 0;
        for (var i = 0; i < calibrations; i++)
        {
            var threshold = Calibrator.At(new ReferenceScores(Draw(random, 150)), 97);
            var rate = 1 - threshold.Value;
            inside += rate >= threshold.FalseAlarms.Low && rate <= threshold.FalseAlarms.High ? 1 : 0;
            below += rate < threshold.FalseAlarms.Low ? 1 : 0;
        }

        (inside / (double)calibrations).ShouldBe(0.95, 0.006);
        (below / (double)calibrations).ShouldBe(0.025, 0.005);
    }

    [Fact]
    public void The_interval_of_a_single_score_is_that_of_a_uniform_rate()
    {
        var interval = FalseAlarmInterval.Of(1, 1);
        interval.Expected.ShouldBe(0.5);
        interval.Low.ShouldBe(0.025, 1e-9);
        interval.High.ShouldBe(0.975, 1e-9);
    }

    [Fact]
    public void The_percentile_never_falls_when_the_score_rises() => Check.QuickThrowOnFailure(Prop.ForAll(
        Scores().ToArbitrary(),
        ArbMap.Default.GeneratorFor<NormalFloat>().Two().ToArbitrary(),
        (scores, pair) =>
        {
            var reference = new ReferenceScores(scores);
            var low = Math.Min(pair.Item1.Get, pair.Item2.Get);
            var high = Math.Max(pair.Item1.Get, pair.Item2.Get);
            var percentile = reference.Percentile(high);
            return reference.Percentile(low) <= percentile && percentile >= 0 && percentile < 100;
        }));

    [Fact]
    public void A_decision_agrees_with_its_percentile() => Check.QuickThrowOnFailure(Prop.ForAll(
        Scores().ToArbitrary(),
        Gen.Choose(-60, 60).Select(i => i / 2.0).ToArbitrary(),
        (scores, score) =>
        {
            var calibration = Calibrator.Calibrate(
                new ReferenceScores(scores), new CalibrationOptions { Review = 40, Reject = 50 });
            var decision = new DecisionMaker(calibration).Decide(score);
            var expected = Flagged(calibration.Reject!) ? Outcome.Reject : Flagged(calibration.Review) ? Outcome.Review : Outcome.Ok;

            // Above the k-th smallest means that at least k references lie strictly below.
            bool Flagged(CalibratedThreshold threshold) =>
                decision.Percentile >= (100.0 * threshold.Rank / (scores.Length + 1)) - 1e-9;
            return string.Equals(decision.Outcome, expected, StringComparison.Ordinal) &&
                (decision.Margin > 0) == !string.Equals(decision.Outcome, Outcome.Ok, StringComparison.Ordinal);
        }));

    private static IEnumerable<double> Draw(KeyedRandom random, int count) =>
        Enumerable.Range(0, count).Select(_ => random.NextDouble());

    // Half-integers from a small range, so that ties are common.
    private static Gen<double[]> Scores() =>
        Gen.Choose(-50, 50).Select(i => i / 2.0).NonEmptyListOf().Select(scores => scores.ToArray());
}
