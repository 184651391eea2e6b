namespace InspectFlow.Jobs.Lines;

/// <summary>Which device trains and scores.</summary>
public enum DeviceChoice
{
    /// <summary>The first CUDA device where there is one, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>The first CUDA device; an error where there is none.</summary>
    Cuda,
}
