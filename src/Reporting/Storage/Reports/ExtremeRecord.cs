namespace InspectFlow.Reporting.Storage;

/// <summary>One image at an end of a run's order.</summary>
public sealed record ExtremeRecord
{
    /// <summary>Gets which end.</summary>
    public required ExtremeKind Kind { get; init; }

    /// <summary>Gets its place from that end: 1, 2, …</summary>
    public required int Rank { get; init; }

    /// <summary>Gets the capture's id.</summary>
    public required string CaptureId { get; init; }

    /// <summary>Gets the value by which it is ordered: the margin, the latent distance, or the nll in nats.</summary>
    public required double Value { get; init; }
}
