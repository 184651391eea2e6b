using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectFlow.Scoring;

/// <summary>Writes <see cref="ReferenceScores"/> as an array of numbers, and reads it with the same checks as its constructor.</summary>
internal sealed class ReferenceScoresConverter : JsonConverter<ReferenceScores>
{
    public override ReferenceScores Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<double[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, ReferenceScores value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var score in value.Sorted)
        {
            writer.WriteNumberValue(score);
        }

        writer.WriteEndArray();
    }
}
