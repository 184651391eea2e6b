namespace OpenCvSharp;

/// <summary>How values between pixels are found.</summary>
[Flags]
public enum InterpolationFlags
{
    Nearest = 0,
    Linear = 1,
    Cubic = 2,
    Area = 3,
    Lanczos4 = 4,
    WarpInverseMap = 16,
}
