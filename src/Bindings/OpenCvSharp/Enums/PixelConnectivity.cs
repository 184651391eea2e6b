namespace OpenCvSharp;

/// <summary>Which neighbours of a pixel belong to the same component.</summary>
public enum PixelConnectivity
{
    Connectivity4 = 4,
    Connectivity8 = 8,
}
