using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>From numbers to <see cref="Scalar"/> and back.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => Integer(value);

    public static Scalar ToScalar(this sbyte value) => Integer(value);

    public static Scalar ToScalar(this short value) => Integer(value);

    public static Scalar ToScalar(this int value) => Integer(value);

    public static Scalar ToScalar(this long value) => Integer(value);

    public static Scalar ToScalar(this float value) => new(new NativeScalar(value, 0, NumberKind.Floating));

    public static Scalar ToScalar(this double value) => new(new NativeScalar(value, 0, NumberKind.Floating));

    public static Scalar ToScalar(this bool value) => new(new NativeScalar(0, value ? 1 : 0, NumberKind.Boolean));

    public static float ToSingle(this Scalar value) => (float)value.ToDouble();

    public static double ToDouble(this Scalar value) => value.Value is { Kind: NumberKind.Floating, Real: var real } ? real : value.Value.Integer;

    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.ToInt64());

    public static byte ToByte(this Scalar value) => checked((byte)value.ToInt64());

    public static short ToInt16(this Scalar value) => checked((short)value.ToInt64());

    public static int ToInt32(this Scalar value) => checked((int)value.ToInt64());

    public static long ToInt64(this Scalar value) => value.Value is { Kind: NumberKind.Floating, Real: var real } ? (long)real : value.Value.Integer;

    public static bool ToBoolean(this Scalar value) => value.ToDouble() != 0;

    private static Scalar Integer(long value) => new(new NativeScalar(0, value, NumberKind.Integer));
}
