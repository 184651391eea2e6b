using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectFlow.Ingest;

/// <summary>Writes floats as Base64 of their little-endian bytes: shorter than digits, and they come back to the last bit.</summary>
internal sealed class FloatsConverter : JsonConverter<float[]>
{
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = reader.GetBytesFromBase64();
        return bytes.Length % sizeof(float) == 0
            ? MemoryMarshal.Cast<byte, float>(bytes).ToArray()
            : throw new JsonException($"{bytes.Length} bytes are no whole number of floats");
    }

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(MemoryMarshal.AsBytes(value.AsSpan()));
}
