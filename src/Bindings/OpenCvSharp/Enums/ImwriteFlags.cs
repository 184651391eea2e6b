namespace OpenCvSharp;

/// <summary>Which encoder setting an <see cref="ImageEncodingParam"/> sets.</summary>
public enum ImwriteFlags
{
    JpegQuality = 1,
    JpegProgressive = 2,
    JpegOptimize = 3,
    PngCompression = 16,
    PngStrategy = 17,
    PngBilevel = 18,
    WebPQuality = 64,
}
