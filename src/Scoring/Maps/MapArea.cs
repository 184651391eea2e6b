using System.Runtime.InteropServices;

namespace InspectFlow.Scoring;

/// <summary>A part of a map or of a picture, in its pixels.</summary>
/// <param name="X">The left edge.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MapArea(int X, int Y, int Width, int Height);
