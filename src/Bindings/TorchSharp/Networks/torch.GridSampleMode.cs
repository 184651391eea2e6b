namespace TorchSharp;

public static partial class torch
{
    /// <summary>How values between pixels come about.</summary>
    public enum GridSampleMode
    {
        Nearest = 0,
        Bilinear = 2,
    }
}
