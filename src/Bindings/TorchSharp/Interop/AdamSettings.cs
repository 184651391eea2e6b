using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The settings of one Adam step.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AdamSettings(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, Flag AmsGrad, Flag Maximize, Flag Decoupled)
{
    internal bool WithMaximum => AmsGrad;
}
