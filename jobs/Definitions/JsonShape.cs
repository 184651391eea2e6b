using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace InspectFlow.Jobs.Definitions;

/// <summary>
/// Compares a JSON tree with the records that it is to fill and lists every unknown member, missing member and wrong type,
/// where the serializer would stop at the first.
/// </summary>
internal static class JsonShape
{
    /// <summary>Checks <paramref name="node"/> against <paramref name="type"/>.</summary>
    /// <param name="node">The object as read.</param>
    /// <param name="type">The record that it is to fill.</param>
    /// <param name="path">The object's JSON path.</param>
    /// <param name="errors">Receives the faults.</param>
    /// <returns>A copy of the object without its faulty members.</returns>
    public static JsonObject Check(JsonObject node, JsonTypeInfo type, string path, List<OptionsError> errors)
    {
        var sound = new JsonObject();
        var known = Known(type);
        foreach (var (name, value) in node)
        {
            var member = $"{path}.{name}";
            var property = known.Find(p => string.Equals(p.Name, name, StringComparison.Ordinal));
            if (property is null)
            {
                errors.Add(new(member, UnknownMember(name, known)));
            }
            else if (value is null)
            {
                CheckNull(property, member, sound, errors);
            }
            else if (CheckValue(value, type.Options.GetTypeInfo(property.PropertyType), member, errors) is { } kept)
            {
                sound[name] = kept;
            }
        }

        foreach (var absent in known.Where(p => p.IsRequired && !sound.ContainsKey(p.Name)))
        {
            if (!node.ContainsKey(absent.Name))
            {
                errors.Add(new($"{path}.{absent.Name}", "is required"));
            }

            // Something has to stand there for the rest to be judged; its own fault is on the list already.
            sound[absent.Name] = string.Empty;
        }

        return sound;
    }

    private static void CheckNull(JsonPropertyInfo property, string path, JsonObject sound, List<OptionsError> errors)
    {
        if (property.IsSetNullable && (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null))
        {
            sound[property.Name] = null;
        }
        else
        {
            var advice = property.IsRequired ? string.Empty : "; leave it out for the default";
            errors.Add(new(path, $"must be {Expected(property.PropertyType)}, not null{advice}"));
        }
    }

    private static JsonNode? CheckValue(JsonNode value, JsonTypeInfo type, string path, List<OptionsError> errors)
    {
        if (type.Kind == JsonTypeInfoKind.Object && value is JsonObject inner)
        {
            return Check(inner, type, path, errors);
        }

        if (type.Kind == JsonTypeInfoKind.Enumerable && value is JsonArray items)
        {
            return CheckItems(items, type, path, errors);
        }

        // No path, name or pattern has one, and the system's calls throw at it far from the file that says it.
        if (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Contains('\0', StringComparison.Ordinal))
        {
            errors.Add(new(path, "has the character NUL (\\u0000), which nothing here may have"));
            return null;
        }

        try
        {
            _ = value.Deserialize(type);
            return value.DeepClone();
        }
        catch (JsonException)
        {
            errors.Add(new(path, $"must be {Expected(type.Type)}, not {Shown(value)}"));
            return null;
        }
    }

    private static JsonArray CheckItems(JsonArray items, JsonTypeInfo type, string path, List<OptionsError> errors)
    {
        var element = type.Options.GetTypeInfo(type.ElementType ?? typeof(object));
        var sound = new JsonArray();
        for (var i = 0; i < items.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            if (items[i] is not { } item)
            {
                errors.Add(new(at, $"must be {Expected(element.Type)}, not null"));
            }
            else if (CheckValue(item, element, at, errors) is { } kept)
            {
                sound.Add(kept);
            }
        }

        return sound;
    }

    /// <summary>The members that can be written; the serializer's own list has those that it ignores as well.</summary>
    private static List<JsonPropertyInfo> Known(JsonTypeInfo type) => [.. type.Properties.Where(p => p.Set is not null)];

    private static string UnknownMember(string name, List<JsonPropertyInfo> known)
    {
        var nearest = known.Select(p => p.Name).MinBy(p => Distance(p, name));
        return nearest is not null && Distance(nearest, name) <= Math.Max(2, name.Length / 3)
            ? $"is not known; did you mean \"{nearest}\"?"
            : $"is not known; known here: {string.Join(", ", known.Select(p => p.Name))}";
    }

    private static string Shown(JsonNode value)
    {
        var text = value.ToJsonString();
        return text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");
    }

    private static string Expected(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(bare).Select(n => $"\"{JsonNamingPolicy.CamelCase.ConvertName(n)}\""))}",
            _ when bare == typeof(bool) => "true or false",
            _ when bare == typeof(string) => "text in quotes",
            _ when bare == typeof(TimeSpan) => "a duration \"hh:mm:ss\"",
            _ when bare == typeof(double) || bare == typeof(float) || bare == typeof(decimal) => "a number",
            _ when bare.IsPrimitive => "a whole number",
            _ when typeof(IEnumerable).IsAssignableFrom(bare) => "a list [ … ]",
            _ => "an object { … }",
        };
    }

    /// <summary>Levenshtein's edit distance, letters compared without case.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
