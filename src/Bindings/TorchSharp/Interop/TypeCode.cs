namespace TorchSharp.Interop;

/// <summary>An element type as C's int; -1 where none is given.</summary>
internal readonly struct TypeCode
{
    private readonly int _value;

    private TypeCode(int value) => _value = value;

    public static implicit operator TypeCode(torch.ScalarType? type) => new(type is { } given ? (int)given : -1);

    public static implicit operator TypeCode(torch.ScalarType type) => new((int)type);
}
