namespace OpenCvSharp;

/// <summary>What a normalisation makes equal.</summary>
[Flags]
public enum NormTypes
{
    INF = 1,
    L1 = 2,
    L2 = 4,
    MinMax = 32,
}
