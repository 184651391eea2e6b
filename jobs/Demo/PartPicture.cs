namespace InspectFlow.Jobs.Demo;

/// <summary>A picture of a demo part.</summary>
/// <param name="Width">The width, in pixels.</param>
/// <param name="Height">The height, in pixels.</param>
/// <param name="Pixels">The grey levels, [Height, Width].</param>
/// <param name="Mask">255 where the defect is and 0 elsewhere, [Height, Width]; null for a good part.</param>
public sealed record PartPicture(int Width, int Height, byte[] Pixels, byte[]? Mask);
