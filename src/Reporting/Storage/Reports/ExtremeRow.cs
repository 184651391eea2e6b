namespace InspectFlow.Reporting.Storage;

/// <summary>An image at an end of a run's order, with what a page shows of it.</summary>
public sealed record ExtremeRow
{
    /// <summary>Gets which end.</summary>
    public required ExtremeKind Kind { get; init; }

    /// <summary>Gets its place from that end: 1, 2, …</summary>
    public required int Rank { get; init; }

    /// <summary>Gets the value by which it is ordered: the margin, the latent distance, or the nll in nats.</summary>
    public required double Value { get; init; }

    /// <summary>Gets the capture's id.</summary>
    public required string CaptureId { get; init; }

    /// <summary>Gets the path, relative to the line's folder or, outside it, in full, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the outcome of the run's decision, or null.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets the percentile of the deciding score, 0 to 100, or null.</summary>
    public double? Percentile { get; init; }

    /// <summary>Gets the SHA-256 of its thumbnail, for <see cref="InspectionStore.GetPicture"/>, or null.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>Gets the SHA-256 of the deciding model's map, or null.</summary>
    public string? Map { get; init; }
}
