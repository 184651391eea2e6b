using System.Text.Json;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Demo;

/// <summary>The line definition of the demo: an ordinary one, written for the reader to look at and change.</summary>
internal static class DemoLine
{
    /// <summary>The definition's file name.</summary>
    public const string FileName = "line.json";

    /// <summary>The folder of the pictures, beside the definition.</summary>
    public const string ImageFolder = "images";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Writes the definition and reads it as any other.</summary>
    public static LineDefinition Write(string folder, double minutes, long seed)
    {
        var definition = new
        {
            name = "demo",
            database = "inspectflow.db",
            output = ".",
            source = new { folder = $"{ImageFolder}/night" },
            goodImages = new
            {
                folders = new[] { $"{ImageFolder}/train/good" },

                // Every picture shows another part, and all parts lie alike: looks would only tie them together.
                grouping = new { nearDuplicates = (object?)null },
            },
            partPattern = @"^part_(?<serial>\d+)",
            preprocessing = new { width = 128, height = 96 },
            model = new { family = "glow", levels = 4, stepsPerLevel = 4, hiddenChannels = 48 },
            training = new { minutes, seed },
            calibration = new { score = "peak" },
            schedule = new { timeZone = "Etc/UTC", scan = new { cron = "30 2 * * *", catchUp = "12:00:00" } },
        };
        var path = Path.Combine(folder, FileName);
        File.WriteAllText(path, JsonSerializer.Serialize(definition, Json));
        return LineDefinition.Load(path);
    }
}
