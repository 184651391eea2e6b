using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class CalibratorTests
{
    [Theory]
    [InlineData(99, 99, 99)]
    [InlineData(98, 99, 99)]
    [InlineData(100, 99, 100)]
    [InlineData(199, 99, 198)]
    [InlineData(999, 99.9, 999)]
    [InlineData(998, 99.9, 999)]
    [InlineData(1000, 99.9, 1000)]
    [InlineData(9999, 99.99, 9999)]
    [InlineData(999, 29, 290)]
    [InlineData(999, 57.3, 573)]
    [InlineData(1, 50, 1)]
    [InlineData(2, 50, 2)]
    [InlineData(3, 50, 2)]
    public void The_rank_of_a_percentile_is_exact(int count, double percentile, int rank) =>
        PercentileRank.Of(count, percentile).ShouldBe(rank);

    [Fact]
    public void The_rank_of_every_tenth_of_a_percent_of_999_scores_is_that_tenth()
    {
        for (var tenth = 1; tenth < 1000; tenth++)
        {
            PercentileRank.Of(999, tenth / 10.0).ShouldBe(tenth);
        }
    }

    [Theory]
    [InlineData(99, 99)]
    [InlineData(99.9, 999)]
    [InlineData(50, 1)]
    [InlineData(10, 1)]
    [InlineData(95, 19)]
    [InlineData(99.99, 9999)]
    public void The_required_count_is_the_least_that_supports_the_percentile(double percentile, int required)
    {
        PercentileRank.RequiredCount(percentile).ShouldBe(required);
        PercentileRank.Of(required, percentile).ShouldBeLessThanOrEqualTo(required);
        if (required > 1)
        {
            PercentileRank.Of(required - 1, percentile).ShouldBeGreaterThan(required - 1);
        }
    }

    [Fact]
    public void The_highest_percentile_that_n_scores_support_is_the_largest_score()
    {
        for (var n = 1; n < 5000; n++)
        {
            PercentileRank.Of(n, PercentileRank.Highest(n)).ShouldBe(n);
        }
    }

    [Theory]
    [InlineData(1, 50, 1, null)]
    [InlineData(2, 66.6666, 2, null)]
    [InlineData(98, 98.9898, 98, null)]
    [InlineData(99, 99, 99, null)]
    [InlineData(100, 99, 100, null)]
    [InlineData(199, 99, 198, 199)]
    [InlineData(999, 99, 990, 999)]
    [InlineData(1000, 99, 991, 1000)]
    [InlineData(1999, 99, 1980, 1998)]
    public void Defaults_fall_to_what_the_scores_support(int count, double review, int reviewRank, int? rejectRank)
    {
        var calibration = Calibrator.Calibrate(Ranks(count));
        calibration.Review.Percentile.ShouldBe(review);
        calibration.Review.Rank.ShouldBe(reviewRank);
        calibration.Review.Value.ShouldBe(reviewRank);
        calibration.Reject?.Rank.ShouldBe(rejectRank!.Value);
        (calibration.Reject is null).ShouldBe(rejectRank is null);
        calibration.Warnings.Count.ShouldBe((count < 99 ? 1 : 0) + (count < 999 ? 1 : 0));
    }

    [Fact]
    public void A_lowered_default_says_what_it_needs()
    {
        var warnings = Calibrator.Calibrate(Ranks(98)).Warnings;
        warnings[0].ShouldBe(
            "The review threshold is at 98.9898 % instead of 99 %, the highest that 98 calibration scores support; 99 % needs 99.");
        warnings[1].ShouldBe(
            "98 calibration scores support no reject threshold above review (98.9898 %); nothing will be rejected by score. 99.9 % needs 999.");
    }

    [Fact]
    public void An_explicit_percentile_that_the_scores_do_not_support_is_refused_with_the_count_it_needs()
    {
        var review = Should.Throw<CalibrationException>(
            () => Calibrator.Calibrate(Ranks(98), new CalibrationOptions { Review = 99 }));
        (review.SampleCount, review.Percentile, review.RequiredCount).ShouldBe((98, 99, 99));
        review.Message.ShouldBe(
            "The 99th percentile needs at least 99 calibration scores; there are 98. " +
            "Add good images, or ask for a percentile of at most 98.9898.");

        var reject = Should.Throw<CalibrationException>(
            () => Calibrator.Calibrate(Ranks(998), new CalibrationOptions { Reject = 99.9 }));
        (reject.SampleCount, reject.Percentile, reject.RequiredCount).ShouldBe((998, 99.9, 999));

        Calibrator.Calibrate(Ranks(999), new CalibrationOptions { Review = 99, Reject = 99.9 }).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Explicit_percentiles_of_one_rank_are_met_with_a_warning()
    {
        var calibration = Calibrator.Calibrate(Ranks(120), new CalibrationOptions { Review = 98, Reject = 98.2 });
        calibration.Review.Rank.ShouldBe(119);
        calibration.Reject!.Rank.ShouldBe(119);
        calibration.Warnings.ShouldHaveSingleItem().ShouldContain("same threshold");
    }

    [Theory]
    [InlineData(0.0, null)]
    [InlineData(100.0, null)]
    [InlineData(double.NaN, null)]
    [InlineData(null, 99.0)]
    [InlineData(95.0, 90.0)]
    [InlineData(95.0, 100.0)]
    public void Percentiles_that_no_number_of_scores_supports_are_a_fault_of_the_options(double? review, double? reject) =>
        Should.Throw<OptionsException>(() => Calibrator.Calibrate(
            Ranks(5000), new CalibrationOptions { Review = review, Reject = reject }));

    [Fact]
    public void A_review_above_the_default_reject_leaves_no_reject_threshold()
    {
        var calibration = Calibrator.Calibrate(Ranks(99999), new CalibrationOptions { Review = 99.95 });
        calibration.Review.Rank.ShouldBe(99950);
        calibration.Reject.ShouldBeNull();
        calibration.Warnings.Count.ShouldBe(1);
    }

    [Fact]
    public void Scores_that_are_not_finite_are_refused_and_counted()
    {
        var exception = Should.Throw<CalibrationException>(
            () => new ReferenceScores([1, double.NaN, 2, double.PositiveInfinity, double.NegativeInfinity]));
        exception.Message.ShouldStartWith("3 of 5 calibration scores are not finite.");
        exception.SampleCount.ShouldBe(5);
        Should.Throw<CalibrationException>(() => new ReferenceScores([])).SampleCount.ShouldBe(0);
    }

    [Fact]
    public void The_percentile_counts_the_references_strictly_below()
    {
        var reference = new ReferenceScores([3, 1, 2, 2]);
        reference.Percentile(0).ShouldBe(0);
        reference.Percentile(2).ShouldBe(20);
        reference.Percentile(2.5).ShouldBe(60);
        reference.Percentile(3).ShouldBe(60);
        reference.Percentile(double.PositiveInfinity).ShouldBe(80);
        Should.Throw<ArgumentException>(() => reference.Percentile(double.NaN));
    }

    private static ReferenceScores Ranks(int count) => new(Enumerable.Range(1, count).Select(i => (double)i).Reverse());
}
