using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class ScoreChooserTests
{
    private static readonly double[] Good = [1, 2, 3, 4];

    [Fact]
    public void The_mean_is_over_families_however_many_images_each_has()
    {
        // Of 4 good images hair lies above all, and the pits above 1 and 3 of them: (1 + (1/4 + 3/4) / 2) / 2.
        var result = ScoreChooser.Choose([Trial("peak", [9, 9, 9, 9], [1.5, 3.5])], "peak")!;

        var peak = result.Separations.ShouldHaveSingleItem();
        peak.MeanAuroc.ShouldBe(0.75);
        peak.AurocPerFamily["hair"].ShouldBe(1);
        peak.AurocPerFamily["pits"].ShouldBe(0.5);
        result.Score.ShouldBe("peak");
        result.Reason.ShouldBe("0.75 on held-out painted defects");
    }

    [Fact]
    public void A_score_that_is_clearly_better_takes_the_default_s_place_and_the_reason_names_all()
    {
        var result = ScoreChooser.Choose([Trial("peak", [3.5], [9]), Trial("last_scale", [0], [1.5]), Trial("joint", [9], [9])], "peak")!;

        result.Score.ShouldBe("joint");
        result.Reason.ShouldBe("1.00 on held-out painted defects; peak 0.88, last_scale 0.12");
        result.Separations.Select(s => s.Score).ShouldBe(["joint", "peak", "last_scale"]);
    }

    [Theory]
    [InlineData(0.1, "joint")]
    [InlineData(0.125, "peak")]
    [InlineData(0.2, "peak")]
    public void Only_more_than_the_margin_counts(double margin, string chosen) =>
        ScoreChooser.Choose([Trial("peak", [3.5], [9]), Trial("joint", [9], [9])], "peak", margin)!.Score.ShouldBe(chosen);

    [Fact]
    public void A_default_that_is_kept_in_spite_of_a_better_figure_says_why()
    {
        var result = ScoreChooser.Choose([Trial("nll", [9], [9]), Trial("peak", [3.5], [9])], "peak", 0.2)!;
        result.Reason.ShouldBe("0.88 on held-out painted defects; nll 1.00; the default, since no other is better by more than 0.2");
    }

    [Fact]
    public void What_a_score_finds_at_the_threshold_of_other_good_images_counts_for_more_than_its_area()
    {
        // Both stand above all good images that are tried; but of the 99 others one has 50 by joint, and that is the 99th percentile.
        var usual = Enumerable.Range(0, 98).Select(i => i / 98.0).ToList();
        var joint = Trial("joint", [30, 60], [9, 9]) with { Calibrate = [.. usual, 50] };
        var peak = Trial("peak", [3.5, 9], [9, 9]) with { Calibrate = [.. usual, 2] };

        var result = ScoreChooser.Choose([joint, peak], "joint")!;

        result.Score.ShouldBe("peak");
        result.Separations.Select(s => s.Found).ShouldBe([1, 0.25]);
        result.Separations.Select(s => s.MeanAuroc).ShouldBe([0.9375, 1]);
        result.Reason.ShouldBe("finds 100 % of held-out painted defects at percentile 99; joint 25 %");
        ScoreChooser.Choose([joint, peak], "joint", percentile: 98)!.Reason
            .ShouldBe("finds 100 % of held-out painted defects at percentile 98; peak 100 %");
        ScoreChooser.Choose([joint, peak], "joint", margin: 0.8)!.Reason
            .ShouldBe("finds 25 % of held-out painted defects at percentile 99; peak 100 %; " +
                "the default, since no other finds both more than 2 times as many and more than 80 percentage points more");

        // 75 and 100 %: more, and not twice as many.
        ScoreChooser.Choose([joint with { Calibrate = [.. usual, 40] }, peak], "joint")!.Score.ShouldBe("peak");
        ScoreChooser.Choose([joint with { Calibrate = [.. usual, 8] }, peak], "joint")!.Score.ShouldBe("joint");
    }

    [Fact]
    public void Fewer_images_lower_the_percentile_and_very_few_leave_the_choice_to_the_area()
    {
        var peak = Trial("peak", [9], [9]);
        ScoreChooser.Choose([peak with { Calibrate = [.. Enumerable.Repeat(1.0, 24)] }], "peak")!.Reason
            .ShouldBe("finds 100 % of held-out painted defects at percentile 96");
        ScoreChooser.Choose([peak with { Calibrate = [.. Enumerable.Repeat(1.0, 19)] }], "peak")!.Reason.ShouldBe("1.00 on held-out painted defects");
    }

    [Fact]
    public void A_calibration_value_that_is_not_a_number_lies_above_all() =>
        ScoreChooser.Choose([Trial("peak", [9], [9]) with { Calibrate = [.. Enumerable.Repeat(double.NaN, 20)] }], "peak")!.Separations[0].Found.ShouldBe(0);

    [Fact]
    public void Of_equal_scores_the_default_decides_and_without_it_the_one_named_first()
    {
        ScoreTrial[] equal = [Trial("nll", [9], [9]), Trial("peak", [9], [9])];
        ScoreChooser.Choose(equal, "peak", 0)!.Score.ShouldBe("peak");
        ScoreChooser.Choose(equal, "joint")!.Score.ShouldBe("nll");
    }

    [Fact]
    public void A_value_that_is_not_a_number_counts_as_highest_as_it_does_in_decisions()
    {
        ScoreChooser.Choose([Trial("nll", [double.NaN], [9])], "nll")!.Separations[0].MeanAuroc.ShouldBe(1);
        var good = new ScoreTrial("nll", [double.NaN, 1], new Dictionary<string, IReadOnlyCollection<double>>(StringComparer.Ordinal) { ["hair"] = [5] });
        ScoreChooser.Choose([good], "nll")!.Separations[0].MeanAuroc.ShouldBe(0.5);
    }

    [Fact]
    public void Without_anything_to_compare_there_is_no_recommendation()
    {
        ScoreChooser.Choose([], "nll").ShouldBeNull();
        ScoreChooser.Choose([Trial("nll", [], [])], "nll").ShouldBeNull();
        ScoreChooser.Choose(
            [new("nll", Good, new Dictionary<string, IReadOnlyCollection<double>>(StringComparer.Ordinal))], "nll").ShouldBeNull();
    }

    [Fact]
    public void Scores_must_have_been_tried_on_the_same_families() =>
        Should.Throw<ArgumentException>(() => ScoreChooser.Choose(
            [Trial("nll", [1], [1]), new("peak", Good, new Dictionary<string, IReadOnlyCollection<double>>(StringComparer.Ordinal) { ["hair"] = [1] })],
            "nll"));

    private static ScoreTrial Trial(string score, double[] hair, double[] pits) => new(
        score, Good, new Dictionary<string, IReadOnlyCollection<double>>(StringComparer.Ordinal) { ["hair"] = hair, ["pits"] = pits });
}
