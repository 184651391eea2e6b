using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>One parameter of an Adam step: handles, and the number of the step, from 1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AdamParameter(IntPtr Parameter, IntPtr Gradient, IntPtr Mean, IntPtr Square, IntPtr MaxSquare, long Step);
