namespace TorchSharp;

/// <summary>How a convolution pads its input.</summary>
public enum Padding
{
    Valid = 0,
    Same = 1,
}
