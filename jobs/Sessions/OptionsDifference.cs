using System.Text.Json;
using System.Text.Json.Nodes;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Sessions;

/// <summary>Tells where two options records differ, member by member.</summary>
internal static class OptionsDifference
{
    /// <summary>Lists the members that differ, as "PATH: defined VALUE, trained VALUE".</summary>
    public static IReadOnlyList<string> Between<T>(T defined, T trained, string path)
    {
        var left = JsonSerializer.SerializeToNode(defined, LineJson.Options);
        var right = JsonSerializer.SerializeToNode(trained, LineJson.Options);
        var differences = new List<string>();
        Compare(left, right, path, differences);
        return differences;
    }

    private static void Compare(JsonNode? left, JsonNode? right, string path, List<string> differences)
    {
        if (left is JsonObject a && right is JsonObject b)
        {
            foreach (var name in a.Select(p => p.Key).Union(b.Select(p => p.Key), StringComparer.Ordinal))
            {
                Compare(a[name], b[name], $"{path}.{name}", differences);
            }
        }
        else if (!JsonNode.DeepEquals(left, right))
        {
            differences.Add($"{path}: the definition has {Text(left)}, the model {Text(right)}");
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
