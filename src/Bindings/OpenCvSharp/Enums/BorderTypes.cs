namespace OpenCvSharp;

/// <summary>What lies beyond an image's edge.</summary>
[Flags]
public enum BorderTypes
{
    Constant = 0,
    Replicate = 1,
    Reflect = 2,
    Wrap = 3,
    Reflect101 = 4,
    Default = Reflect101,
    Transparent = 5,
    Isolated = 16,
}
