namespace InspectFlow.Ingest;

/// <summary>A part as it was told from the background of its picture.</summary>
/// <param name="Pose">Where it lies.</param>
/// <param name="Length">How long it is, along its main axis, in pixels of the upright picture.</param>
/// <param name="Breadth">How broad it is, across that.</param>
/// <param name="Elongation">The deviation of its pixels along the axis over that across it; 1 for a disc or a square.</param>
/// <param name="Contrast">How far it stands out from the background, in deviations of the background along the picture's edge.</param>
/// <param name="OfEdge">How much of the picture's edge it covers, as a share of all of it.</param>
public sealed record FoundPart(PartPose Pose, double Length, double Breadth, double Elongation, double Contrast, double OfEdge);
