using System.Buffers.Binary;
using System.Text.Json;

namespace InspectFlow.Model;

/// <summary>Reads the safetensors format, trusting nothing that the file says about itself.</summary>
internal static class SafetensorsReader
{
    public static SafetensorsFile Read(Stream stream, string path)
    {
        var entries = new List<Entry>();
        var file = new SafetensorsFile();
        var dataLength = ReadHeader(stream, path, file, entries);
        Check(entries, dataLength, path);
        foreach (var entry in entries)
        {
            var data = GC.AllocateUninitializedArray<byte>(checked((int)(entry.End - entry.Begin)));
            stream.ReadExactly(data);
            file.Add(new SafetensorsTensor(entry.Name, entry.DType, entry.Shape, data));
        }

        return file;
    }

    private static long ReadHeader(Stream stream, string path, SafetensorsFile file, List<Entry> entries)
    {
        if (stream.Length < 8)
        {
            throw new ModelFormatException(path, $"holds {stream.Length} bytes, too few for a safetensors file");
        }

        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsFormat.MaxHeaderLength || length > (ulong)(stream.Length - 8))
        {
            throw new ModelFormatException(
                path,
                $"claims a header of {length} bytes in a file of {stream.Length}; it is cut short or no safetensors file");
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            // The default refuses nothing twice, and of two equal keys one would silently win.
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(header, options);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (string.Equals(member.Name, SafetensorsFormat.MetadataKey, StringComparison.Ordinal))
                {
                    foreach (var text in member.Value.EnumerateObject())
                    {
                        file.Metadata.Add(text.Name, text.Value.GetString() ?? throw new FormatException("a metadata value is null"));
                    }
                }
                else
                {
                    entries.Add(ReadEntry(member));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new ModelFormatException(path, $"has a header that is not safetensors JSON ({e.Message})", innerException: e);
        }

        return stream.Length - stream.Position;
    }

    private static Entry ReadEntry(JsonProperty member)
    {
        var offsets = member.Value.GetProperty("data_offsets");
        if (offsets.GetArrayLength() != 2)
        {
            throw new FormatException($"'{member.Name}' has {offsets.GetArrayLength()} data_offsets instead of 2");
        }

        return new Entry(
            member.Name,
            member.Value.GetProperty("dtype").GetString() ?? string.Empty,
            [.. member.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())],
            offsets[0].GetInt64(),
            offsets[1].GetInt64());
    }

    private static void Check(List<Entry> entries, long dataLength, string path)
    {
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        var faults = new List<string>();
        long position = 0;
        foreach (var entry in entries)
        {
            var size = SizeOf(entry);
            if (size is null)
            {
                faults.Add($"'{entry.Name}' has an unknown type or an impossible shape: {entry.DType} [{string.Join(", ", entry.Shape)}]");
            }
            else if (entry.Begin < 0 || entry.End < entry.Begin || entry.End > dataLength || entry.End - entry.Begin != size)
            {
                faults.Add($"'{entry.Name}' needs {size} bytes and claims {entry.Begin} to {entry.End} of {dataLength}");
            }
            else if (entry.Begin != position)
            {
                faults.Add($"'{entry.Name}' {(entry.Begin < position ? "overlaps the tensor before it" : "leaves a gap before it")}");
            }

            position = Math.Max(position, entry.End);
        }

        if (faults.Count == 0 && position != dataLength)
        {
            faults.Add($"{dataLength - position} bytes belong to no tensor");
        }

        if (faults.Count > 0)
        {
            throw new ModelFormatException(path, "is damaged; copy or train it again", faults);
        }
    }

    /// <summary>The bytes that an entry's type and shape ask for, or null where they make no sense.</summary>
    private static long? SizeOf(Entry entry)
    {
        Int128 size = SafetensorsFormat.ElementSize(entry.DType);
        if (size == 0)
        {
            return null;
        }

        foreach (var dimension in entry.Shape)
        {
            size *= dimension;
            if (dimension < 0 || size > int.MaxValue)
            {
                return null;
            }
        }

        return (long)size;
    }

    private sealed record Entry(string Name, string DType, long[] Shape, long Begin, long End);
}
