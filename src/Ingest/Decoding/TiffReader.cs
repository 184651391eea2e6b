using System.Buffers.Binary;

namespace InspectFlow.Ingest;

/// <summary>Finds numbers in a TIFF or BigTIFF file, in either byte order, without leaving the file.</summary>
internal readonly ref struct TiffReader
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly bool little;
    private readonly bool big;

    private TiffReader(ReadOnlySpan<byte> bytes, bool little, bool big)
    {
        this.bytes = bytes;
        this.little = little;
        this.big = big;
        FirstDirectory = (big ? Read(8, 8) : Read(4, 4)) ?? 0;
    }

    public ulong FirstDirectory { get; }

    private int OffsetLength => big ? 8 : 4;

    private int CountLength => big ? 8 : 2;

    private int EntryLength => big ? 20 : 12;

    public static bool TryOpen(ReadOnlySpan<byte> bytes, out TiffReader reader)
    {
        const ulong Classic = 42;
        const ulong Big = 43;
        var isLittle = bytes.StartsWith("II"u8);
        var version = new TiffReader(bytes, isLittle, big: false).Read(2, 2);
        reader = new(bytes, isLittle, version == Big);
        return version is Classic or Big && reader.FirstDirectory != 0;
    }

    public bool TryReadDirectory(ulong at, out Dictionary<int, TiffEntry> directory, out ulong next)
    {
        directory = [];
        next = 0;
        if (Read(at, CountLength) is not { } count || count > (ulong)bytes.Length)
        {
            return false;
        }

        at += (ulong)CountLength;
        for (var i = 0UL; i < count; i++, at += (ulong)EntryLength)
        {
            if (Read(at, 2) is not { } tag || Read(at + 2, 2) is not { } type || Read(at + 4, OffsetLength) is not { } values)
            {
                return false;
            }

            var valueAt = at + 4 + (ulong)OffsetLength;
            var isInline = values <= (ulong)(OffsetLength / Math.Max(1, LengthOf((int)type)));
            if (!isInline)
            {
                if (Read(valueAt, OffsetLength) is not { } elsewhere)
                {
                    return false;
                }

                valueAt = elsewhere;
            }

            directory.TryAdd((int)tag, new((int)type, values, valueAt));
        }

        if (Read(at, OffsetLength) is not { } following)
        {
            return false;
        }

        next = following;
        return true;
    }

    public ulong? First(Dictionary<int, TiffEntry> directory, int tag) =>
        directory.TryGetValue(tag, out var entry) ? Value(entry, 0) : null;

    public ulong? Value(TiffEntry entry, ulong index)
    {
        var length = LengthOf(entry.Type);
        return length == 0 || index >= entry.Count || index > (ulong)bytes.Length
            ? null
            : Read(entry.At + (index * (ulong)length), length);
    }

    // BYTE, SHORT, LONG, LONG8 and the directory offsets; no other type holds what is asked for here.
    private static int LengthOf(int type) => type switch
    {
        1 => 1,
        3 => 2,
        4 or 13 => 4,
        16 or 18 => 8,
        _ => 0,
    };

    private ulong? Read(ulong at, int length)
    {
        if (at > (ulong)bytes.Length || (ulong)bytes.Length - at < (ulong)length)
        {
            return null;
        }

        var value = bytes.Slice((int)at, length);
        return length switch
        {
            1 => value[0],
            2 => little ? BinaryPrimitives.ReadUInt16LittleEndian(value) : BinaryPrimitives.ReadUInt16BigEndian(value),
            4 => little ? BinaryPrimitives.ReadUInt32LittleEndian(value) : BinaryPrimitives.ReadUInt32BigEndian(value),
            _ => little ? BinaryPrimitives.ReadUInt64LittleEndian(value) : BinaryPrimitives.ReadUInt64BigEndian(value),
        };
    }
}
