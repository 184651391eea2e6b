using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>From numbers to <see cref="Scalar"/> and back.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this int value) => Integer(value);

    public static Scalar ToScalar(this long value) => Integer(value);

    public static Scalar ToScalar(this double value) => new(new NativeScalar(value, 0, NumberKind.Floating));

    private static Scalar Integer(long value) => new(new NativeScalar(0, value, NumberKind.Integer));
}
