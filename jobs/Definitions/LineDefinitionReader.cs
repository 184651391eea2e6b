using System.Text.Json;
using System.Text.Json.Nodes;

namespace InspectFlow.Jobs.Definitions;

/// <summary>Reads a line definition from its file and finds every fault before it says anything.</summary>
internal static class LineDefinitionReader
{
    /// <summary>Reads and checks the definition in <paramref name="path"/>.</summary>
    /// <param name="path">The JSON file.</param>
    /// <returns>The definition, its paths absolute.</returns>
    public static LineDefinition Read(string path)
    {
        var file = Path.GetFullPath(path);
        if (Parse(file, ReadText(file)) is not JsonObject root)
        {
            throw new LineDefinitionException(file, "must hold one JSON object, { … }; jobs/lines/example.json shows it");
        }

        var errors = new List<OptionsError>();
        var sound = JsonShape.Check(root, LineJson.Options.GetTypeInfo(typeof(LineDefinition)), "$", errors);
        var line = sound.Deserialize<LineDefinition>(LineJson.Options)!.WithDefaultFamily(Named(root, "model"));

        // A member that was left out for its fault must not be called missing as well.
        var faulty = errors.Select(e => e.Path).ToList();
        errors.AddRange(OptionsValidator.Check(line).Where(e => !faulty.Exists(p => Covers(p, e.Path))));
        if (!errors.Exists(e => Covers("$.preprocessing", e.Path)))
        {
            errors.AddRange(OneSide(Named(root, "preprocessing")));
        }

        return errors.Count > 0 ? throw new OptionsException(file, errors) : Resolve(line.WithFamilyDefaults(Named(root, "preprocessing")), file);
    }

    // The members of a section that the file itself says.
    private static IReadOnlyCollection<string> Named(JsonObject root, string section) =>
        root[section] is JsonObject members ? [.. members.Select(m => m.Key)] : [];

    // The other side would be the default, which has nothing to do with the pictures' shape.
    private static IEnumerable<OptionsError> OneSide(IReadOnlyCollection<string> named) => (named.Contains("width", StringComparer.Ordinal), named.Contains("height", StringComparer.Ordinal)) switch
    {
        (true, false) => [new("$.preprocessing", "names width and no height; name both, or neither for the good pictures' own size.")],
        (false, true) => [new("$.preprocessing", "names height and no width; name both, or neither for the good pictures' own size.")],
        _ => [],
    };

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LineDefinitionException(file, "there is no such file; --line names a line definition in JSON", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LineDefinitionException(file, $"cannot be read: {e.Message}", e);
        }
    }

    private static JsonNode? Parse(string file, string text)
    {
        try
        {
            return JsonNode.Parse(text, nodeOptions: null, LineJson.DocumentOptions);
        }
        catch (JsonException e)
        {
            // The reader counts from 0, editors from 1; its own text repeats the position, so only the first sentence is kept.
            var where = e.LineNumber is { } line ? $"line {line + 1}, column {(e.BytePositionInLine ?? 0) + 1}: " : string.Empty;
            var what = e.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
            throw new LineDefinitionException(file, $"{where}not valid JSON. {what}", e);
        }
    }

    private static bool Covers(string fault, string path) =>
        path.StartsWith(fault, StringComparison.Ordinal) &&
        (path.Length == fault.Length || path[fault.Length] is '.' or '[');

    private static LineDefinition Resolve(LineDefinition line, string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        string Absolute(string path) => Path.GetFullPath(path, folder);
        string? Optional(string? path) => path is null ? null : Absolute(path);
        return line with
        {
            SourceFile = file,
            Database = Absolute(line.Database),
            Output = Absolute(line.Output),
            Review = line.Review with { AccessTokenFile = Optional(line.Review.AccessTokenFile) },
            Source = line.Source is { } source ? source with { Folder = Absolute(source.Folder) } : null,
            Model = line.Model with { Backbone = Optional(line.Model.Backbone) },
            Preprocessing = line.Preprocessing.FlatField is { } flat
                ? line.Preprocessing with { FlatField = flat with { Reference = Optional(flat.Reference), Dark = Optional(flat.Dark) } }
                : line.Preprocessing,
            GoodImages = line.GoodImages is { } good ? good with { Folders = [.. good.Folders.Select(Absolute)] } : null,
        };
    }
}
