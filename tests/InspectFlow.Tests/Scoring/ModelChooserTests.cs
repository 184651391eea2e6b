using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class ModelChooserTests
{
    [Theory]
    [InlineData(0.80, 0.84, 0.70, 0)]
    [InlineData(0.80, 0.86, 0.70, 1)]
    [InlineData(0.80, 0.86, 0.90, 2)]
    [InlineData(0.80, 0.60, 0.80, 0)]
    public void Another_model_is_taken_only_where_it_is_better_by_more_than_the_margin(double first, double second, double third, int chosen)
    {
        var comparison = ModelChooser.Choose([Trial("a", first), Trial("b", second), Trial("c", third)], 0.05);

        comparison.Chosen.ShouldBe(chosen);
    }

    [Fact]
    public void The_reason_names_the_chosen_one_first_and_all_figures()
    {
        ModelChooser.Choose([Trial("feature at 64×64", 0.7), Trial("glow at 32×32", 0.912)]).Reason
            .ShouldBe("glow at 32×32 0.91 (peak) on held-out painted defects; feature at 64×64 0.70 (peak)");
        ModelChooser.Choose([Trial("a", 0.7), Trial("b", 0.74)]).Reason
            .ShouldBe("a 0.70 (peak) on held-out painted defects; b 0.74 (peak); the first choice, since no other is better by more than 0.05");
    }

    [Fact]
    public void Each_model_counts_by_the_score_that_it_would_decide_by()
    {
        // The second is better by a score that its trial did not recommend.
        var trial = Trial("b", 0.7) with { Recommendation = new("peak", "", [new("nll", 0.95, Families(0.95)), new("peak", 0.7, Families(0.7))]) };

        ModelChooser.Choose([Trial("a", 0.75), trial]).Chosen.ShouldBe(0);
    }

    [Fact]
    public void A_score_that_a_person_named_counts_where_it_was_tried()
    {
        ScoreRecommendation byNll = new("nll", string.Empty, [new("nll", 0.95, Families(0.95)), new("peak", 0.6, Families(0.6))]);

        ModelChooser.Choose([Trial("a", 0.75) with { Named = "peak" }, new("b", byNll, "peak")]).Chosen.ShouldBe(0);
        ModelChooser.Choose([Trial("a", 0.75) with { Named = "peak" }, new("b", byNll)]).Chosen.ShouldBe(1);
        ModelChooser.Choose([Trial("a", 0.75) with { Named = "complexity" }, new("b", byNll, "complexity")]).Reason.ShouldStartWith("b 0.95 (nll)");
    }

    [Fact]
    public void Without_a_model_there_is_no_choice() => Should.Throw<ArgumentException>(() => ModelChooser.Choose([]));

    private static ModelTrial Trial(string name, double area) => new(name, new("peak", string.Empty, [new("peak", area, Families(area))]));

    private static Dictionary<string, double> Families(double area) => new(StringComparer.Ordinal) { ["stain"] = area };
}
