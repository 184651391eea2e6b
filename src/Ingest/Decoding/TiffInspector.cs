namespace InspectFlow.Ingest;

/// <summary>Reads the directories of a TIFF or BigTIFF file (Adobe TIFF 6.0).</summary>
internal static class TiffInspector
{
    private const int NewSubfileType = 254;
    private const int ImageWidth = 256;
    private const int ImageLength = 257;
    private const int BitsPerSample = 258;
    private const int Photometric = 262;
    private const int StripOffsets = 273;
    private const int Orientation = 274;
    private const int SamplesPerPixel = 277;
    private const int StripByteCounts = 279;
    private const int TileOffsets = 324;
    private const int TileByteCounts = 325;
    private const int SampleFormat = 339;
    private const int CmykPhotometric = 5;

    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        // OpenCV applies a TIFF's own orientation tag itself; from 5 on it lies on its side.
        var found = new Inspection { Orientation = ExifOrientation.Upright, Fault = Inspection.Truncated };
        if (!TiffReader.TryOpen(bytes, out var reader))
        {
            return found with { Fault = bytes.Length < 8 ? Inspection.Truncated : Inspection.Damaged };
        }

        if (!reader.TryReadDirectory(reader.FirstDirectory, out var directory, out var next))
        {
            return found;
        }

        found = found with { Width = ToDimension(reader.First(directory, ImageWidth)), Height = ToDimension(reader.First(directory, ImageLength)) };
        if (found.Width <= 0 || found.Height <= 0)
        {
            return found with { Fault = Inspection.Damaged };
        }

        if (reader.First(directory, Orientation) is >= 5 and <= 8)
        {
            found = found with { Width = found.Height, Height = found.Width };
        }

        if (HasFurtherPage(reader, next))
        {
            return found with { Fault = Inspection.Animated };
        }

        return found with { Fault = CheckFormat(reader, directory) ?? CheckExtent(reader, directory, bytes.Length) };
    }

    private static int ToDimension(ulong? value) => value is > 0 and <= int.MaxValue ? (int)value.Value : 0;

    // A reduced copy of the same picture is no further page.
    private static bool HasFurtherPage(TiffReader reader, ulong next)
    {
        const ulong ReducedCopy = 1;
        return next != 0 && reader.TryReadDirectory(next, out var directory, out _) &&
            ((reader.First(directory, NewSubfileType) ?? 0) & ReducedCopy) == 0;
    }

    private static string? CheckFormat(TiffReader reader, Dictionary<int, TiffEntry> directory)
    {
        if (reader.First(directory, Photometric) == CmykPhotometric)
        {
            return Inspection.Cmyk;
        }

        var format = reader.First(directory, SampleFormat) ?? 1;
        var bits = reader.First(directory, BitsPerSample) ?? 1;
        if (format != 1 || bits > 16)
        {
            return "the picture's values are not unsigned integers of at most 16 bits; save it as 8-bit or 16-bit TIFF";
        }

        return reader.First(directory, SamplesPerPixel) is null or 1 or 3
            ? null
            : "the TIFF has neither one nor three channels; save it as gray or RGB without transparency";
    }

    private static string? CheckExtent(TiffReader reader, Dictionary<int, TiffEntry> directory, long length)
    {
        var isTiled = directory.ContainsKey(TileOffsets);
        if (!directory.TryGetValue(isTiled ? TileOffsets : StripOffsets, out var offsets))
        {
            return Inspection.Damaged;
        }

        if (!directory.TryGetValue(isTiled ? TileByteCounts : StripByteCounts, out var counts))
        {
            // Old writers leave the counts out when there is one strip; what is there is decoded.
            return null;
        }

        if (offsets.Count != counts.Count)
        {
            return Inspection.Damaged;
        }

        for (var i = 0UL; i < offsets.Count; i++)
        {
            if (reader.Value(offsets, i) is not { } at || reader.Value(counts, i) is not { } size ||
                at > (ulong)length || size > (ulong)length - at)
            {
                return Inspection.Truncated;
            }
        }

        return null;
    }
}
