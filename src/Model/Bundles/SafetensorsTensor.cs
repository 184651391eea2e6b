namespace InspectFlow.Model;

/// <summary>One tensor of a safetensors file, as bytes.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="DType">Its element type as the format spells it, for example <c>F32</c>.</param>
/// <param name="Shape">Its dimensions; empty for a scalar.</param>
/// <param name="Data">Its elements in row-major order, little-endian.</param>
public sealed record SafetensorsTensor(string Name, string DType, IReadOnlyList<long> Shape, byte[] Data)
{
    /// <summary>Gets the tensor's type and dimensions for messages, for example <c>F32 [16, 3, 3, 3]</c>.</summary>
    public string Form => $"{DType} [{string.Join(", ", Shape)}]";
}
