using System.Buffers.Binary;

namespace InspectFlow.Ingest;

/// <summary>
/// The EXIF tag that says how a picture was held. OpenCV applies it only where it also drops transparency, so the decoder
/// reads it itself.
/// </summary>
internal static class ExifOrientation
{
    public const int Upright = 1;

    private const int OrientationTag = 0x0112;
    private const int EntryLength = 12;

    /// <summary>Reads the orientation from an EXIF block, which begins with a TIFF header; 1 where it says nothing.</summary>
    public static int Read(ReadOnlySpan<byte> exif)
    {
        var little = exif.StartsWith("II"u8);
        if (exif.Length < 8 || (!little && !exif.StartsWith("MM"u8)))
        {
            return Upright;
        }

        var directory = Read32(exif[4..], little);
        if (directory > exif.Length - 2)
        {
            return Upright;
        }

        var count = Read16(exif[(int)directory..], little);
        var entries = exif[((int)directory + 2)..];
        for (var i = 0; i < count && entries.Length >= EntryLength; i++, entries = entries[EntryLength..])
        {
            if (Read16(entries, little) == OrientationTag)
            {
                var value = Read16(entries[8..], little);
                return value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    private static int Read16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
