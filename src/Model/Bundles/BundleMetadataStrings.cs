using System.Globalization;
using System.Text.Json;

namespace InspectFlow.Model;

/// <summary>Turns <see cref="BundleMetadata"/> into the string table of a safetensors file and back.</summary>
internal static class BundleMetadataStrings
{
    private const string Format = "inspectflow-model";
    private const string ReferencePrefix = "reference.";
    private const string LibraryPrefix = "library.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Write(BundleMetadata metadata, SortedDictionary<string, string> strings)
    {
        strings["format"] = Format;
        strings["version"] = metadata.Version.ToString(CultureInfo.InvariantCulture);
        strings["architecture"] = JsonSerializer.Serialize(metadata.Architecture, Json);
        strings["preprocessing"] = metadata.PreprocessingJson;
        strings["split"] = metadata.SplitJson;
        strings["seed"] = metadata.Seed.ToString(CultureInfo.InvariantCulture);
        strings["created"] = metadata.Created.ToString("O", CultureInfo.InvariantCulture);
        if (metadata.Training is not null)
        {
            strings["training"] = JsonSerializer.Serialize(metadata.Training, Json);
        }

        foreach (var (name, json) in metadata.References)
        {
            strings[ReferencePrefix + name] = json;
        }

        foreach (var (name, version) in metadata.Libraries)
        {
            strings[LibraryPrefix + name] = version;
        }
    }

    public static BundleMetadata Read(SortedDictionary<string, string> strings, string path)
    {
        if (!strings.TryGetValue("format", out var format) || !string.Equals(format, Format, StringComparison.Ordinal))
        {
            throw new ModelFormatException(path, "is a safetensors file but not an InspectFlow model");
        }

        try
        {
            var version = int.Parse(strings["version"], CultureInfo.InvariantCulture);
            if (version != BundleMetadata.CurrentVersion)
            {
                throw new ModelFormatException(
                    path,
                    $"has layout version {version} and this build reads {BundleMetadata.CurrentVersion}; " +
                    "use the release that made it, or train the line again");
            }

            return new BundleMetadata
            {
                Version = version,
                Architecture = Parse<FlowArchitecture>(strings["architecture"]),
                PreprocessingJson = strings["preprocessing"],
                SplitJson = strings["split"],
                Seed = long.Parse(strings["seed"], CultureInfo.InvariantCulture),
                Training = strings.TryGetValue("training", out var training) ? Parse<TrainingSummary>(training) : null,
                References = WithPrefix(strings, ReferencePrefix),
                Libraries = WithPrefix(strings, LibraryPrefix),
                Created = DateTimeOffset.Parse(strings["created"], CultureInfo.InvariantCulture),
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException or OverflowException or JsonException)
        {
            throw new ModelFormatException(path, $"has metadata that can't be read ({e.Message})", innerException: e);
        }
    }

    private static T Parse<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Json) ?? throw new JsonException($"{typeof(T).Name} is null");

    private static Dictionary<string, string> WithPrefix(SortedDictionary<string, string> strings, string prefix) =>
        strings
            .Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(s => s.Key[prefix.Length..], s => s.Value, StringComparer.Ordinal);
}
