using System.Runtime.InteropServices;

namespace InspectFlow.Ingest;

/// <summary>The part of a prepared image that shows the picture; the rest is padding. In prepared pixels.</summary>
/// <param name="X">The left edge.</param>
/// <param name="Y">The top edge.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ContentRectangle(int X, int Y, int Width, int Height);
