using System.Text.Json;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Sessions;

public sealed class DecidingScoreTests
{
    private static readonly LineDefinition Line = new() { Name = "casting" };
    private static readonly ScoreRecommendation Recommendation = new("joint", "0.93 on held-out painted defects; peak 0.90, last_scale 0.71", []);

    [Fact]
    public void The_definition_comes_before_the_model_and_the_model_before_its_family()
    {
        var named = Line with { Calibration = new() { Score = "peak" } };

        DecidingScore.Of(named, Model("glow", Recommendation)).ToString().ShouldBe("peak (named by the line definition)");
        DecidingScore.Of(Line, Model("glow", Recommendation)).ToString()
            .ShouldBe("joint (0.93 on held-out painted defects; peak 0.90, last_scale 0.71)");
        DecidingScore.Of(Line, Model("glow")).ToString().ShouldBe("local_typicality (the default of glow)");
    }

    [Theory]
    [InlineData("realnvp-dense", "typicality")]
    [InlineData("realnvp", "local_typicality")]
    [InlineData("feature", "joint")]
    public void The_family_is_the_model_s_and_not_the_one_that_a_next_training_would_have(string family, string score) =>
        DecidingScore.Of(Line, Model(family)).ShouldBe(new DecidingScore(score, $"the default of {family}"));

    [Fact]
    public void A_calibration_in_force_by_another_score_is_told_apart()
    {
        var model = Model("glow", Recommendation);
        DecidingScore.InForce(Line, model, Calibration("joint")).Reason.ShouldBe(Recommendation.Reason);
        DecidingScore.InForce(Line, model, Calibration("nll")).ToString()
            .ShouldBe($"nll (of the calibration in force; 'calibrate' would take joint: {Recommendation.Reason})");
    }

    private static ModelRecord Model(string family, ScoreRecommendation? recommendation = null) => new()
    {
        Id = "m",
        Sha256 = new string('a', 64),
        Family = family,
        Path = "model.safetensors",
        Metadata = recommendation is null ? "{}" : JsonSerializer.Serialize(
            new
            {
                references = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [DecidingScore.ReferenceName] = JsonSerializer.Serialize(recommendation, LineJson.Options),
                },
            },
            LineJson.Options),
        TrainedAt = default,
        AddedAt = default,
        LineId = "l",
    };

    private static CalibrationRecord Calibration(string score) => new()
    {
        Id = "c",
        LineId = "l",
        ModelId = "m",
        Score = score,
        Precision = "fp32",
        Calibration = Calibrator.Calibrate(new ReferenceScores([.. Enumerable.Range(1, 200).Select(i => (double)i)])),
        CreatedAt = default,
    };
}
