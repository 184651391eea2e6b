namespace OpenCvSharp;

/// <summary>What becomes of values below and above a threshold, and how that is found.</summary>
[Flags]
public enum ThresholdTypes
{
    Binary = 0,
    BinaryInv = 1,
    Otsu = 8,
}
