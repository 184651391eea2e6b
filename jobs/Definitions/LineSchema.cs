using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Definitions;

/// <summary>
/// Makes the JSON schema of line definitions from the records, so that an editor completes and checks one while it is written. Ranges, patterns
/// and choices come from the data annotations, defaults from a fresh record, descriptions from the XML documentation.
/// </summary>
public static class LineSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    // Where a line names none, its family and its pictures decide, not the record.
    private static readonly IReadOnlyCollection<(Type Type, string Member)> DecidedByTheLine =
    [
        (typeof(LineModel), nameof(LineModel.Family)),
        (typeof(PreprocessingOptions), nameof(PreprocessingOptions.Color)),
        (typeof(PreprocessingOptions), nameof(PreprocessingOptions.Width)),
        (typeof(PreprocessingOptions), nameof(PreprocessingOptions.Height)),
    ];

    /// <summary>Makes the schema.</summary>
    /// <returns>The schema as indented JSON, ending with a line end.</returns>
    public static string Create()
    {
        var documentation = new XmlDocumentation();
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Describe(context, node, documentation),
        };
        var schema = (JsonObject)LineJson.Options.GetJsonSchemaAsNode(typeof(LineDefinition), exporter);
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "title", "InspectFlow line definition");
        return schema.ToJsonString(LineJson.Readable) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node, XmlDocumentation documentation)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        schema.Remove("$comment");
        Require(schema, context.TypeInfo);
        if (context.PropertyInfo is { AttributeProvider: PropertyInfo property } info)
        {
            Annotate(schema, property);
            SetDefault(schema, info, property);
            if (documentation.Summary(property) is { } summary)
            {
                schema.Insert(0, "description", summary);
            }
        }
        else if (context.Path.Length == 0 && documentation.Summary(context.TypeInfo.Type) is { } summary)
        {
            schema.Insert(0, "description", summary);
        }

        return schema;
    }

    private static void Annotate(JsonObject schema, PropertyInfo property)
    {
        if (property.PropertyType == typeof(TimeSpan))
        {
            // The exporter's pattern allows fractions and signs that a duration of a line never needs; the example helps more.
            schema["examples"] = new JsonArray("00:00:05", "12:00:00");
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { Minimum: not string } range)
        {
            schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
            schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
        }

        if (property.GetCustomAttribute<RegularExpressionAttribute>() is { } expression)
        {
            schema["pattern"] = expression.Pattern;
        }

        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            schema.Remove("type");
            schema["enum"] = new JsonArray([.. allowed.Values.Select(v => (JsonNode?)JsonValue.Create((string?)v))]);
        }

        if (property.GetCustomAttribute<MinLengthAttribute>() is { } least)
        {
            schema["minItems"] = least.Length;
        }
    }

    /// <summary>Lists the members that have no default that would do.</summary>
    private static void Require(JsonObject schema, JsonTypeInfo type)
    {
        var names = type.Kind == JsonTypeInfoKind.Object
            ? type.Properties.Where(p => p.Set is not null && (p.IsRequired || !HasDefault(p))).Select(p => (JsonNode?)JsonValue.Create(p.Name)).ToArray()
            : [];
        if (names.Length > 0)
        {
            schema["required"] = new JsonArray(names);
        }
    }

    private static bool HasDefault(JsonPropertyInfo info) =>
        info.AttributeProvider is not PropertyInfo property || Fresh(property.DeclaringType!) is not { } fresh ||
        Validator.TryValidateProperty(property.GetValue(fresh), new(fresh) { MemberName = property.Name }, null);

    private static void SetDefault(JsonObject schema, JsonPropertyInfo info, PropertyInfo property)
    {
        if (info.IsRequired || !HasDefault(info) || DecidedByTheLine.Contains((property.DeclaringType!, property.Name)))
        {
            return;
        }

        var value = Fresh(property.DeclaringType!) is { } fresh
            ? property.GetValue(fresh)
            : property.GetCustomAttribute<DefaultValueAttribute>()?.Value;
        if (value is not null && JsonSerializer.SerializeToNode(value, property.PropertyType, LineJson.Options) is JsonValue known)
        {
            schema["default"] = known;
        }
    }

    /// <summary>A record with nothing set; null for one that cannot be made without values.</summary>
    private static object? Fresh(Type type)
    {
        if (type == typeof(LineDefinition))
        {
            return new LineDefinition { Name = "NAME" };
        }

        return type.GetProperties().Any(p => p.IsDefined(typeof(RequiredMemberAttribute))) ? null : Activator.CreateInstance(type);
    }

    private static JsonValue Number(object value) => value is int whole
        ? JsonValue.Create(whole)
        : JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
}
