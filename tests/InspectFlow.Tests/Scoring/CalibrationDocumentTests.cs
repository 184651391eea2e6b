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
