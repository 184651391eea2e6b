namespace InspectFlow.Reporting.Storage;

/// <summary>Whose map a picture shows, and how.</summary>
/// <param name="Score">The score that the map belongs to, one of <see cref="Scoring.ScoreNames"/>.</param>
/// <param name="ScaleLow">The map's value up to which it is clear, in the map's unit.</param>
/// <param name="ScaleHigh">The map's value from which it is hottest.</param>
/// <param name="PeakX">Where the map is highest, as a fraction of the source's width.</param>
/// <param name="PeakY">Where the map is highest, as a fraction of the source's height.</param>
public sealed record EvidenceMap(string Score, double ScaleLow, double ScaleHigh, double PeakX, double PeakY);
