using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Definitions;

/// <summary>How line definitions are written in JSON: camelCase names, enums by name, nothing that the records do not know.</summary>
public static class LineJson
{
    /// <summary>Gets the serializer's options for line definitions.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gets the options for reading the text: comments and trailing commas allowed, a name twice refused.</summary>
    internal static JsonDocumentOptions DocumentOptions { get; } = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Gets the same options for text that people read and that never stands in a web page: quotes and signs are left as they are.</summary>
    internal static JsonSerializerOptions Readable { get; } = new(Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The line has one seed and one number of threads; the parts that have their own are given the line's.
    private static void HideWhatTheLineDecides(JsonTypeInfo type)
    {
        var hidden = type.Type == typeof(SplitOptions) ? nameof(SplitOptions.Seed)
            : type.Type == typeof(NearDuplicateOptions) ? nameof(NearDuplicateOptions.Workers)
            : null;
        if (type.Properties.FirstOrDefault(p => string.Equals((p.AttributeProvider as PropertyInfo)?.Name, hidden, StringComparison.Ordinal)) is { } property &&
            hidden is not null)
        {
            type.Properties.Remove(property);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            WriteIndented = true,
            NewLine = "\n",
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { HideWhatTheLineDecides } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }
}
