using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A number as the native side reads it (ift::Scalar).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeScalar(double Real, long Integer, NumberKind Kind);
