using System.Buffers.Binary;

namespace InspectFlow.Ingest;

/// <summary>Walks the chunks of a PNG file (W3C Portable Network Graphics Specification, third edition).</summary>
internal static class PngInspector
{
    private const int ChunkFrame = 12;
    private const int HeaderLength = 13;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        var found = new Inspection { Orientation = ExifOrientation.Upright, Fault = Inspection.Truncated };
        var rest = bytes[Signature.Length..];
        var hasPixels = false;
        while (rest.Length >= ChunkFrame)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - ChunkFrame)
            {
                return found;
            }

            var type = rest.Slice(4, 4);
            var data = rest.Slice(8, (int)length);
            if (Crc32.Compute(rest.Slice(4, 4 + (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
            {
                return found with { Fault = Inspection.Damaged };
            }

            if (type.SequenceEqual("IHDR"u8))
            {
                found = ReadHeader(data, found);
            }
            else if (type.SequenceEqual("acTL"u8))
            {
                return found with { Fault = Inspection.Animated };
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                found = found with { HasAlpha = true };
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                found = found with { Orientation = ExifOrientation.Read(data) };
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                hasPixels = true;
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                return found with { Fault = hasPixels && found.Width > 0 && found.Height > 0 ? null : Inspection.Damaged };
            }

            rest = rest[(ChunkFrame + (int)length)..];
        }

        return found;
    }

    private static Inspection ReadHeader(ReadOnlySpan<byte> data, Inspection found)
    {
        if (data.Length != HeaderLength)
        {
            return found;
        }

        const int AlphaBit = 4;
        return found with
        {
            Width = BinaryPrimitives.ReadInt32BigEndian(data),
            Height = BinaryPrimitives.ReadInt32BigEndian(data[4..]),
            HasAlpha = (data[9] & AlphaBit) != 0,
        };
    }
}
