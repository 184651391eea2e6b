namespace OpenCvSharp;

/// <summary>The axis about which an image is mirrored.</summary>
public enum FlipMode
{
    X = 0,
    Y = 1,
    XY = -1,
}
