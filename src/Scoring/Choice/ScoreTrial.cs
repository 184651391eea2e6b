namespace InspectFlow.Scoring;

/// <summary>What one score says of good images, and of the same or other good images with defects painted on.</summary>
/// <param name="Score">One of <see cref="ScoreNames.All"/>.</param>
/// <param name="Good">Its values on good images. One that is not a number counts as highest, as it does in decisions.</param>
/// <param name="Painted">Its values on painted images, by family of defects.</param>
public sealed record ScoreTrial(
    string Score, IReadOnlyCollection<double> Good, IReadOnlyDictionary<string, IReadOnlyCollection<double>> Painted)
{
    /// <summary>Gets its values on other good images, those that thresholds are made of. None by default.</summary>
    public IReadOnlyCollection<double> Calibrate { get; init; } = [];
}
