namespace TorchSharp.Utils;

/// <summary>Non-negative numbers in seven-bit groups, least first, as saved state uses them.</summary>
internal static class Leb128
{
    public static void Encode(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        writer.Write7BitEncodedInt64(value);
    }

    public static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
}
