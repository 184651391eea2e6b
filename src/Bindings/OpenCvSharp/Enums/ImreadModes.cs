namespace OpenCvSharp;

/// <summary>How an encoded image is turned into a matrix.</summary>
public enum ImreadModes
{
    Unchanged = -1,
    Grayscale = 0,
    Color = 1,
    AnyDepth = 2,
    AnyColor = 4,
    ReducedGrayscale2 = 16,
    ReducedColor2 = 17,
    ReducedGrayscale4 = 32,
    ReducedColor4 = 33,
    ReducedGrayscale8 = 64,
    ReducedColor8 = 65,
    IgnoreOrientation = 128,
}
