using System.Runtime.InteropServices;

namespace InspectFlow.Scoring;

/// <summary>The pixels that share one place in the order of scores.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PixelTie
{
    /// <summary>How many of them are good.</summary>
    public long Good;

    /// <summary>How many are defective.</summary>
    public long Defective;

    /// <summary>The sum, over those that are defective, of 1 / (pixels of the region).</summary>
    public double Overlap;
}
