using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectFlow.Scoring;

/// <summary>
/// A calibration as a file that can leave the database and come back. It names the model, the score and the precision
/// that it belongs to, and holds everything needed to check it.
/// </summary>
public sealed record CalibrationDocument
{
    /// <summary>The kind and version of the document.</summary>
    public const string CurrentSchema = "inspectflow-calibration/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Gets the kind and version of the document.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Gets the SHA-256 of the model bundle whose scores these are, 64 lower-case hexadecimal digits.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Gets which score was calibrated, one of <see cref="ScoreNames"/>.</summary>
    public required string Score { get; init; }

    /// <summary>Gets the numeric precision of the model when it scored, for example <c>fp32</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Gets where the reference scores come from, for example <c>held-out</c>; null where the writer did not say.</summary>
    public string? Source { get; init; }

    /// <summary>Gets the calibration.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>Reads a document and checks everything in it.</summary>
    /// <param name="json">The text of the document.</param>
    /// <param name="source">The file that it comes from, named in the exception.</param>
    /// <returns>The document.</returns>
    /// <exception cref="CalibrationDocumentException">The text is not a usable calibration; the exception lists why.</exception>
    public static CalibrationDocument Parse(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        CalibrationDocument? document;
        try
        {
            document = JsonSerializer.Deserialize<CalibrationDocument>(json, Json);
        }
        catch (Exception exception) when (exception is JsonException or CalibrationException)
        {
            throw new CalibrationDocumentException(source, [exception.Message], exception);
        }

        var faults = document is null ? ["it is empty (null)"] : CalibrationDocumentCheck.Faults(document);
        return faults.Count > 0 ? throw new CalibrationDocumentException(source, faults) : document!;
    }

    /// <summary>Writes the document.</summary>
    /// <returns>Its text, indented JSON; numbers come back to the last bit.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Stops a calibration from being used with another model, score or precision.</summary>
    /// <param name="modelSha256">The SHA-256 of the model bundle in use.</param>
    /// <param name="score">The score in use.</param>
    /// <param name="precision">The precision in use.</param>
    /// <param name="source">The file that the document comes from, named in the exception.</param>
    /// <exception cref="CalibrationDocumentException">The document belongs to something else.</exception>
    public void EnsureFor(string modelSha256, string score, string precision, string source)
    {
        var faults = new List<string>();
        Compare("model", ModelSha256, modelSha256);
        Compare("score", Score, score);
        Compare("precision", Precision, precision);
        if (faults.Count > 0)
        {
            throw new CalibrationDocumentException(source, faults);
        }

        void Compare(string what, string found, string expected)
        {
            if (!string.Equals(found, expected, StringComparison.Ordinal))
            {
                faults.Add($"it calibrates the {what} {found}, but {expected} is in use; calibrate again with the {what} in use");
            }
        }
    }
}
