namespace OpenCvSharp;

/// <summary>The shape of a structuring element.</summary>
public enum MorphShapes
{
    Rect = 0,
    Cross = 1,
    Ellipse = 2,
}
