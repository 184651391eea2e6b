using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Extremal;

/// <summary>An image at an end of a run's order, as the report shows it.</summary>
public sealed record ExtremalSample
{
    /// <summary>Gets which end.</summary>
    public required ExtremeKind Kind { get; init; }

    /// <summary>Gets its place from that end: 1, 2, …</summary>
    public required int Rank { get; init; }

    /// <summary>Gets the value by which it is ordered: the margin, the latent distance, or the nll in nats.</summary>
    public required double Value { get; init; }

    /// <summary>Gets the image.</summary>
    public required InspectionRow Row { get; init; }

    /// <summary>Gets its picture's file, relative to the report's folder; null where there is none.</summary>
    public string? PictureFile { get; init; }

    /// <summary>Gets the file of its picture as large as it is kept, relative to the report's folder; null where there is none.</summary>
    public string? FullFile { get; init; }

    /// <summary>Gets its map's file, relative to the report's folder; null where there is none.</summary>
    public string? MapFile { get; init; }

    /// <summary>Gets the kind's name in files: <c>flagged</c>, <c>farthest</c>, <c>nearest</c>, <c>highest</c> or <c>lowest</c>.</summary>
    public string KindName => Kind switch
    {
        ExtremeKind.Flagged => "flagged",
        ExtremeKind.Farthest => "farthest",
        ExtremeKind.Nearest => "nearest",
        ExtremeKind.Highest => "highest",
        _ => "lowest",
    };

    /// <summary>Makes the record that the database keeps of it.</summary>
    /// <returns>The record.</returns>
    public ExtremeRecord ToRecord() => new() { Kind = Kind, Rank = Rank, CaptureId = Row.CaptureId, Value = Value };
}
