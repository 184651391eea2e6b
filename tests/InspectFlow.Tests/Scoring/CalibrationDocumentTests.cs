using System.Text.Json.Nodes;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class CalibrationDocumentTests
{
    private static readonly string Sha = new('a', 64);

    [Fact]
    public void A_calibration_comes_back_to_the_last_bit()
    {
        var random = new KeyedRandom(5);
        var document = Document(new ReferenceScores(Enumerable.Range(0, 200).Select(_ => random.NextGaussian() * 1e5)));
        var read = CalibrationDocument.Parse(document.ToJson(), "c.json");
        read.Calibration.Reference.Sorted.ShouldBe(document.Calibration.Reference.Sorted);
        read.Calibration.Review.ShouldBe(document.Calibration.Review);
        read.Calibration.Reject.ShouldBe(document.Calibration.Reject);
        read.Calibration.Warnings.ShouldBe(document.Calibration.Warnings);
        read.ToJson().ShouldBe(document.ToJson());
    }

    [Theory]
    [InlineData("\"score\": \"nll\"", "\"score\": \"loss\"", "score is 'loss', known are nll, peak, typicality, complexity, local_typicality, last_scale, joint")]
    [InlineData("aaaaaaaa", "AAAAAAAA", "modelSha256 is not 64 lower-case hexadecimal digits")]
    [InlineData("inspectflow-calibration/1", "inspectflow-calibration/9", "schema is 'inspectflow-calibration/9'")]
    [InlineData("\"precision\": \"fp32\"", "\"precision\": \"\"", "precision is missing")]
    [InlineData("\"precision\": \"fp32\",", "", "'precision'")]
    [InlineData("\"precision\"", "\"percision\"", "percision")]
    [InlineData("\"value\": 2", "\"value\": 2.5", "calibration.review is 2.5 (rank 2), but its reference scores give 2 (rank 2)")]
    [InlineData("\"rank\": 2", "\"rank\": 1", "calibration.review is 2 (rank 1), but its reference scores give 2 (rank 2)")]
    [InlineData("\"percentile\": 66.6666", "\"percentile\": 99", "calibration.review: The 99th percentile needs at least 99")]
    [InlineData("\"percentile\": 66.6666", "\"percentile\": 166", "A percentile lies above 0 and below 100")]
    [InlineData("\"reference\": [", "\"reference\": [ 1e999,", "1 of 3 calibration scores are not finite")]
    [InlineData("{", "[", "JSON")]
    public void A_document_that_was_damaged_is_refused_with_what_is_wrong(string found, string put, string fault)
    {
        var json = Document(new ReferenceScores([1, 2])).ToJson();
        json.ShouldContain(found);
        var exception = Should.Throw<CalibrationDocumentException>(
            () => CalibrationDocument.Parse(json.Replace(found, put, StringComparison.Ordinal), "line.json"));
        exception.Message.ShouldStartWith("line.json is not a usable calibration: ");
        exception.Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData("calibration.warnings", "null", "warnings")]
    [InlineData("calibration.warnings", "[null]", "calibration.warnings holds null")]
    [InlineData("calibration.review", "null", "review")]
    [InlineData("calibration.review.falseAlarms", "null", "falseAlarms")]
    [InlineData("calibration.review.falseAlarms", null, "falseAlarms")]
    [InlineData("calibration.review.rank", null, "rank")]
    [InlineData("calibration.review.falseAlarms.high", null, "high")]
    [InlineData("calibration.reference", "null", "reference")]
    [InlineData("calibration", "null", "calibration")]
    [InlineData("schema", "null", "schema")]
    [InlineData("modelSha256", "null", "modelSha256")]
    [InlineData("calibration.review.falseAlarms.high", "0.5", "calibration.review.falseAlarms is 0.333333 (0.0125791 to 0.5), but rank 2 of 2 scores gives 0.333333 (0.0125791 to 0.841886)")]
    [InlineData("calibration.review.falseAlarms.low", "0.02", "calibration.review.falseAlarms is")]
    [InlineData("calibration.review.falseAlarms.expected", "0.3", "calibration.review.falseAlarms is")]
    public void A_member_that_is_missing_null_or_does_not_follow_from_the_others_is_refused(string path, string? put, string fault)
    {
        var document = JsonNode.Parse(Document(new ReferenceScores([1, 2])).ToJson())!;
        var names = path.Split('.');
        var owner = names[..^1].Aggregate(document, (node, name) => node[name]!).AsObject();
        owner.Remove(names[^1]).ShouldBeTrue();
        if (put is not null)
        {
            owner[names[^1]] = JsonNode.Parse(put);
        }

        Should.Throw<CalibrationDocumentException>(() => CalibrationDocument.Parse(document.ToJsonString(), "line.json"))
            .Faults.ShouldHaveSingleItem().ShouldContain(fault);
    }

    [Fact]
    public void The_last_digits_of_a_false_alarm_rate_may_differ()
    {
        var document = JsonNode.Parse(Document(new ReferenceScores([1, 2])).ToJson())!;
        document["calibration"]!["review"]!["falseAlarms"]!["high"] = Calibrator.At(new ReferenceScores([1, 2]), 66).FalseAlarms.High + 1e-9;
        CalibrationDocument.Parse(document.ToJsonString(), "f").Calibration.Review.Rank.ShouldBe(2);
    }

    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        var json = Document(new ReferenceScores([1, 2])).ToJson()
            .Replace("fp32", " ", StringComparison.Ordinal).Replace("\"nll\"", "\"x\"", StringComparison.Ordinal);
        Should.Throw<CalibrationDocumentException>(() => CalibrationDocument.Parse(json, "f")).Faults.Count.ShouldBe(2);
        Should.Throw<CalibrationDocumentException>(() => CalibrationDocument.Parse("null", "f"));
        Should.Throw<CalibrationDocumentException>(() => CalibrationDocument.Parse(string.Empty, "f"));
    }

    [Fact]
    public void A_calibration_of_another_model_score_or_precision_is_refused()
    {
        var document = Document(new ReferenceScores([1, 2]));
        document.EnsureFor(Sha, ScoreNames.Nll, "fp32", "f");
        var exception = Should.Throw<CalibrationDocumentException>(() => document.EnsureFor(new string('b', 64), ScoreNames.Peak, "bf16", "f"));
        exception.Faults.Count.ShouldBe(3);
        exception.Faults[1].ShouldBe("it calibrates the score nll, but peak is in use; calibrate again with the score in use");
    }

    private static CalibrationDocument Document(ReferenceScores reference) => new()
    {
        ModelSha256 = Sha,
        Score = ScoreNames.Nll,
        Precision = "fp32",
        Calibration = Calibrator.Calibrate(reference),
    };
}
