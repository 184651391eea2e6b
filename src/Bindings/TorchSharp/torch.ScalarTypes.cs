namespace TorchSharp;

public static partial class torch
{
    private static ScalarType _defaultType = ScalarType.Float32;

    public static ScalarType get_default_dtype() => _defaultType;

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
