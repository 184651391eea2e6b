namespace TorchSharp;

public static partial class torch
{
    public static readonly ScalarType @bool = ScalarType.Bool;
    public static readonly ScalarType uint8 = ScalarType.Byte;
    public static readonly ScalarType int8 = ScalarType.Int8;
    public static readonly ScalarType int16 = ScalarType.Int16;
    public static readonly ScalarType int32 = ScalarType.Int32;
    public static readonly ScalarType int64 = ScalarType.Int64;
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;
    public static readonly ScalarType float16 = ScalarType.Float16;
    public static readonly ScalarType float32 = ScalarType.Float32;
    public static readonly ScalarType float64 = ScalarType.Float64;
    public static readonly ScalarType half = ScalarType.Float16;
    public static readonly ScalarType @float = ScalarType.Float32;
    public static readonly ScalarType @double = ScalarType.Float64;

    private static ScalarType _defaultType = ScalarType.Float32;

    public static ScalarType get_default_dtype() => _defaultType;

    /// <summary>The element type of new floating-point tensors: float32 or float64.</summary>
    public static void set_default_dtype(ScalarType dtype) =>
        _defaultType = dtype is ScalarType.Float32 or ScalarType.Float64 ? dtype : throw new ArgumentException("Only floating point types are supported as default type.", nameof(dtype));

    public static bool is_integral(ScalarType type) => type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    public static bool is_floating_point(ScalarType type) => type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    internal static ScalarType? TryScalarType(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type == typeof(Half) => ScalarType.Float16,
        System.TypeCode.Boolean => ScalarType.Bool,
        System.TypeCode.Byte => ScalarType.Byte,
        System.TypeCode.SByte => ScalarType.Int8,
        System.TypeCode.Int16 => ScalarType.Int16,
        System.TypeCode.Int32 => ScalarType.Int32,
        System.TypeCode.Int64 => ScalarType.Int64,
        System.TypeCode.Single => ScalarType.Float32,
        System.TypeCode.Double => ScalarType.Float64,
        _ => null,
    };

    internal static ScalarType ToScalarType(Type type) => TryScalarType(type) ?? throw new NotSupportedException($"The type {type.FullName} is not supported.");
}
