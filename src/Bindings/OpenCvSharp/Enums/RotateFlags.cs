namespace OpenCvSharp;

/// <summary>Rotations by multiples of 90 degrees.</summary>
public enum RotateFlags
{
    Rotate90Clockwise = 0,
    Rotate180 = 1,
    Rotate90Counterclockwise = 2,
}
