using InspectFlow.Reporting.Storage;

namespace InspectFlow.Review.Pages;

/// <summary>What the form of a verdict sends.</summary>
internal sealed class DecideForm
{
    /// <summary>The longest kind of defect, in characters.</summary>
    public const int MaxType = 60;

    /// <summary>The longest note, in characters.</summary>
    public const int MaxNote = 2000;

    /// <summary>Gets or sets the version of the verdict that the page showed.</summary>
    public int Seen { get; set; }

    /// <summary>Gets or sets the calibration whose decision the page showed.</summary>
    public string? Calibration { get; set; }

    /// <summary>Gets or sets the verdict of the button; null for a button that names a kind of defect.</summary>
    public VerdictKind? Verdict { get; set; }

    /// <summary>Gets or sets the kind of defect of the button, or null.</summary>
    public string? Chosen { get; set; }

    /// <summary>Gets or sets a kind of defect that was typed, or null.</summary>
    public string? Type { get; set; }

    /// <summary>Gets or sets the note, or null.</summary>
    public string? Note { get; set; }

    /// <summary>Gives the verdict that is meant.</summary>
    /// <param name="captureId">The image.</param>
    /// <param name="row">The image's decision.</param>
    /// <param name="name">Who gives it.</param>
    /// <returns>The verdict, or null when the form holds none.</returns>
    public NewVerdict? ToVerdict(string captureId, ReviewRow row, string name)
    {
        var chosen = SafeText.Line(Chosen, MaxType);
        return chosen is null && Verdict is null or VerdictKind.Withdrawn ? null : new()
        {
            CaptureId = captureId,
            SeenVersion = Seen,
            CalibrationId = Calibration ?? row.CalibrationId,
            Verdict = chosen is null ? Verdict!.Value : VerdictKind.Defective,
            DefectType = chosen ?? (Verdict == VerdictKind.Defective ? SafeText.Line(Type, MaxType) : null),
            Note = SafeText.Lines(Note, MaxNote),
            GivenBy = name,
        };
    }
}
