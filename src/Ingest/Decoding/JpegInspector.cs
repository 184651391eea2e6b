using System.Buffers.Binary;

namespace InspectFlow.Ingest;

/// <summary>Walks the segments of a JPEG file (ITU-T T.81, annex B).</summary>
internal static class JpegInspector
{
    private const byte Prefix = 0xFF;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte App1 = 0xE1;
    private const int CmykComponents = 4;

    public static ReadOnlySpan<byte> Signature => [Prefix, 0xD8, Prefix];

    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        var found = new Inspection { IsJpeg = true, Orientation = ExifOrientation.Upright, Fault = Inspection.Truncated };
        var rest = bytes[2..];
        while (rest.Length >= 2)
        {
            if (rest[0] != Prefix)
            {
                return found with { Fault = Inspection.Damaged };
            }

            var marker = rest[1];
            if (marker == Prefix)
            {
                rest = rest[1..];
                continue;
            }

            if (marker == EndOfImage)
            {
                return found.Width > 0 ? found with { Fault = null } : found with { Fault = Inspection.Damaged };
            }

            if (IsAlone(marker))
            {
                rest = rest[2..];
                continue;
            }

            if (rest.Length < 4)
            {
                return found;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2)
            {
                return found with { Fault = Inspection.Damaged };
            }

            if (length > rest.Length - 2)
            {
                return found;
            }

            var data = rest.Slice(4, length - 2);
            rest = rest[(2 + length)..];
            if (IsFrame(marker))
            {
                found = ReadFrame(data, found, out var fault);
                if (fault is not null)
                {
                    return found with { Fault = fault };
                }
            }
            else if (marker == App1 && data.StartsWith("Exif\0\0"u8))
            {
                found = found with { Orientation = ExifOrientation.Read(data[6..]) };
            }
            else if (marker == StartOfScan)
            {
                rest = SkipEntropyCodedData(rest);
            }
        }

        return found;
    }

    // SOF0 to SOF15 without DHT, JPG and DAC, which lie between them.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // TEM and the restart markers have no length.
    private static bool IsAlone(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD7);

    private static Inspection ReadFrame(ReadOnlySpan<byte> data, Inspection found, out string? fault)
    {
        fault = Inspection.Damaged;
        if (data.Length < 6)
        {
            return found;
        }

        found = found with
        {
            Height = BinaryPrimitives.ReadUInt16BigEndian(data[1..]),
            Width = BinaryPrimitives.ReadUInt16BigEndian(data[3..]),
        };
        var (precision, components) = (data[0], data[5]);
        if (components == CmykComponents)
        {
            fault = Inspection.Cmyk;
        }
        else if (precision != 8)
        {
            fault = $"the picture is a JPEG of {precision} bits; save it as 16-bit PNG or TIFF";
        }
        else if (components is 1 or 3 && found is { Width: > 0, Height: > 0 })
        {
            fault = null;
        }

        return found;
    }

    private static ReadOnlySpan<byte> SkipEntropyCodedData(ReadOnlySpan<byte> rest)
    {
        while (true)
        {
            var at = rest.IndexOf(Prefix);
            if (at < 0 || at + 1 >= rest.Length)
            {
                return [];
            }

            // A zero after the prefix stands for the byte 0xFF itself; restart markers belong to the data.
            if (rest[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return rest[at..];
            }

            rest = rest[(at + 2)..];
        }
    }
}
