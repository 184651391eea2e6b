using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InspectFlow.Model;

/// <summary>Writes the safetensors format.</summary>
internal static class SafetensorsWriter
{
    /// <summary>
    /// Writes <paramref name="file"/>. Wide element types come first, so that every tensor starts on a multiple of its
    /// element size, and names are in ordinal order, so that equal content gives equal bytes.
    /// </summary>
    public static void Write(Stream stream, SafetensorsFile file)
    {
        var tensors = file.Tensors.Values
            .OrderByDescending(t => SafetensorsFormat.ElementSize(t.DType))
            .ThenBy(t => t.Name, StringComparer.Ordinal)
            .ToList();
        var header = Header(file.Metadata, tensors);

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in tensors)
        {
            stream.Write(tensor.Data);
        }
    }

    private static byte[] Header(SortedDictionary<string, string> metadata, List<SafetensorsTensor> tensors)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(SafetensorsFormat.MetadataKey);
                foreach (var (key, value) in metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (var tensor in tensors)
            {
                WriteEntry(json, tensor, offset);
                offset += tensor.Data.Length;
            }

            json.WriteEndObject();
        }

        // The data must start on a multiple of eight; the format pads the header with spaces.
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsTensor tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.DType);
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.Shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Data.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
