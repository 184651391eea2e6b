namespace OpenCvSharp;

/// <summary>What a threshold does with values on either side.</summary>
[Flags]
public enum ThresholdTypes
{
    Binary = 0,
    BinaryInv = 1,
    Trunc = 2,
    Tozero = 3,
    TozeroInv = 4,
    Otsu = 8,
    Triangle = 16,
}
