namespace InspectFlow.Reporting.Storage;

/// <summary>A row of the query behind <see cref="InspectionStore.KnownFiles"/>.</summary>
internal sealed record KnownFileRow : ScoreValues
{
    public required string CaptureId { get; init; }

    public required string Path { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset Modified { get; init; }

    public required CaptureStatus Status { get; init; }

    public required int Attempts { get; init; }

    public string? ContentHash { get; init; }

    public required bool IsDecided { get; init; }

    public required bool HasScore { get; init; }

    public KnownFile ToKnownFile() => new()
    {
        CaptureId = CaptureId,
        Path = Path,
        Size = Size,
        Modified = Modified,
        Status = Status,
        Attempts = Attempts,
        ContentHash = ContentHash,
        IsDecided = IsDecided,
        Scores = HasScore ? ToScores() : null,
    };

    private ScoreValues ToScores() => new()
    {
        Nll = Nll,
        BitsPerDim = BitsPerDim,
        LastScaleNll = LastScaleNll,
        Peak = Peak,
        Typicality = Typicality,
        Complexity = Complexity,
        LocalTypicality = LocalTypicality,
        LatentDistance = LatentDistance,
        Pc1 = Pc1,
        Pc2 = Pc2,
        PeakX = PeakX,
        PeakY = PeakY,
        Tiles = Tiles,
        LastScale = LastScale,
        Joint = Joint,
    };
}
