using System.Buffers.Binary;

namespace InspectFlow.Ingest;

/// <summary>Reads the headers of a BMP file. A fourth byte per pixel is padding there more often than alpha, and is ignored.</summary>
internal static class BmpInspector
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;

    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        var found = new Inspection { Orientation = ExifOrientation.Upright, Fault = Inspection.Truncated };
        if (bytes.Length < FileHeader + CoreHeader)
        {
            return found;
        }

        var pixelsAt = BinaryPrimitives.ReadUInt32LittleEndian(bytes[10..]);
        var headerLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes[FileHeader..]);
        var header = bytes[(FileHeader + 4)..];
        int bits;
        var compression = 0u;
        if (headerLength == CoreHeader)
        {
            found = found with
            {
                Width = BinaryPrimitives.ReadUInt16LittleEndian(header),
                Height = BinaryPrimitives.ReadUInt16LittleEndian(header[2..]),
            };
            bits = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        }
        else if (headerLength >= InfoHeader && bytes.Length >= FileHeader + InfoHeader)
        {
            // A negative height says that the rows run from the top.
            var height = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
            found = found with
            {
                Width = BinaryPrimitives.ReadInt32LittleEndian(header),
                Height = height == int.MinValue ? 0 : Math.Abs(height),
            };
            bits = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
            compression = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        }
        else
        {
            return found with { Fault = headerLength >= InfoHeader ? Inspection.Truncated : Inspection.Damaged };
        }

        if (found.Width <= 0 || found.Height <= 0 || bits is not (1 or 4 or 8 or 16 or 24 or 32))
        {
            return found with { Fault = Inspection.Damaged };
        }

        // Run-length coded rows (1 and 2) have no fixed length.
        var stride = (((long)found.Width * bits) + 31) / 32 * 4;
        var isComplete = compression is 1 or 2 || pixelsAt + (stride * found.Height) <= bytes.Length;
        return found with { Fault = isComplete ? null : Inspection.Truncated };
    }
}
