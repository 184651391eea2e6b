namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a division does with the quotient.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }
}
