namespace OpenCvSharp;

/// <summary>Conversions between colour spaces and channel orders.</summary>
public enum ColorConversionCodes
{
    BGR2BGRA = 0,
    RGB2RGBA = BGR2BGRA,
    BGRA2BGR = 1,
    RGBA2RGB = BGRA2BGR,
    BGR2RGBA = 2,
    BGRA2RGB = 3,
    RGBA2BGR = BGRA2RGB,
    BGR2RGB = 4,
    RGB2BGR = BGR2RGB,
    BGR2GRAY = 6,
    RGB2GRAY = 7,
    GRAY2BGR = 8,
    GRAY2RGB = GRAY2BGR,
    GRAY2BGRA = 9,
    BGRA2GRAY = 10,
    BGR2HSV = 40,
    BGR2Lab = 44,
    HSV2BGR = 54,
    Lab2BGR = 56,
}
