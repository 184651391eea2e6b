namespace TorchSharp.Interop;

/// <summary>What a <see cref="NativeScalar"/> holds.</summary>
internal enum NumberKind
{
    Absent,
    Integer,
    Floating,
    Boolean,
}
