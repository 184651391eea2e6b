using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number for an operation on tensors. Integers stay integers, so that they don't promote an integral tensor.</summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    internal Scalar(NativeScalar value) => Value = value;

    internal NativeScalar Value { get; }

    public torch.ScalarType Type => Value.Kind switch
    {
        NumberKind.Integer => torch.ScalarType.Int64,
        NumberKind.Boolean => torch.ScalarType.Bool,
        _ => torch.ScalarType.Float64,
    };

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    /// <summary>Nothing to free here: the number lives in managed memory.</summary>
    public void Dispose()
    {
    }
}
