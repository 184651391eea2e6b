using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class DecisionMakerTests
{
    private readonly DecisionMaker maker = new(Calibrator.Calibrate(
        new ReferenceScores(Enumerable.Range(1, 9).Select(i => (double)i)), new CalibrationOptions { Review = 70, Reject = 90 }));

    [Theory]
    [InlineData(-1e300, Outcome.Ok, 0, -1e300)]
    [InlineData(7, Outcome.Ok, 60, 0)]
    [InlineData(7.5, Outcome.Review, 70, 0.5)]
    [InlineData(9, Outcome.Review, 80, 2)]
    [InlineData(9.0000001, Outcome.Reject, 90, 2.0000001)]
    public void A_score_is_flagged_above_a_threshold_and_not_at_it(double score, string outcome, double percentile, double margin)
    {
        var decision = maker.Decide(score);
        decision.Outcome.ShouldBe(outcome);
        decision.Percentile.ShouldNotBeNull().ShouldBe(percentile, 1e-9);
        decision.Margin.ShouldNotBeNull().ShouldBe(margin, 1e-9);
        decision.Reason.ShouldBeNull();
    }

    [Theory]
    [InlineData(double.NaN, "the score is not finite (NaN)")]
    [InlineData(double.PositiveInfinity, "the score is not finite (Infinity)")]
    [InlineData(double.NegativeInfinity, "the score is not finite (-Infinity)")]
    public void A_score_that_is_not_finite_is_rejected_with_the_reason(double score, string reason) =>
        maker.Decide(score).ShouldBe(new Decision(Outcome.Reject, null, null, reason));

    [Fact]
    public void Without_a_reject_threshold_the_highest_score_is_for_review()
    {
        var calibration = Calibrator.Calibrate(new ReferenceScores([1, 2, 3]));
        calibration.Reject.ShouldBeNull();
        new DecisionMaker(calibration).Decide(1e9).Outcome.ShouldBe(Outcome.Review);
    }

    [Fact]
    public void When_all_references_are_tied_only_what_is_above_them_is_flagged()
    {
        var tied = new DecisionMaker(Calibrator.Calibrate(new ReferenceScores(Enumerable.Repeat(4.0, 200))));
        tied.Decide(4).Outcome.ShouldBe(Outcome.Ok);
        tied.Decide(Math.BitIncrement(4.0)).Outcome.ShouldBe(Outcome.Reject);
    }
}
