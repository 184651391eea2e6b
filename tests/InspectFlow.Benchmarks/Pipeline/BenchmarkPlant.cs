using System.Text.Json;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;
using ProductCommandLine = InspectFlow.Jobs.Commands.CommandLine;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>A line with a model in force, from which every measurement branches off with a database of its own.</summary>
internal sealed class BenchmarkPlant
{
    private const int GoodPictures = 400;
    private const int TrainingSteps = 25;
    private const string DatabaseFile = "inspectflow.db";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private readonly string root;

    private BenchmarkPlant(string root) => this.root = root;

    /// <summary>Gets the folder of the pictures that are scanned.</summary>
    public string Night => Path.Combine(root, "night");

    /// <summary>Gets the model in force.</summary>
    public ModelBundle Bundle { get; private set; } = null!;

    /// <summary>Gets the pictures.</summary>
    public PictureSet Pictures { get; } = new();

    /// <summary>Draws pictures and trains a model just long enough that its weights are a trained model's.</summary>
    /// <param name="root">An empty folder.</param>
    /// <param name="images">The pictures to scan.</param>
    public static async Task<BenchmarkPlant> MakeAsync(string root, int images)
    {
        var plant = new BenchmarkPlant(root);
        plant.Pictures.Write(Path.Combine(root, "good"), 0, GoodPictures);
        plant.Pictures.Write(plant.Night, GoodPictures, images);
        var line = plant.WriteLine(root, plant.Night);
        var code = await ProductCommandLine.RunAsync(
            ["train", "--line", line], Verbs.All(), CommandConsole.OfProcess(), CancellationToken.None).ConfigureAwait(false);
        if (code != ExitCode.Done)
        {
            throw new InvalidOperationException($"Training ended with exit code {code}.");
        }

        using var session = LineSession.Open(LineDefinition.Load(line), TimeProvider.System);
        plant.Bundle = InForce.Load(session).Bundle;
        return plant;
    }

    /// <summary>Makes a line with the same model and calibration in force and nothing scanned yet.</summary>
    /// <param name="name">The folder of its definition, database and output; replaced where it is there.</param>
    /// <param name="source">The pictures that it scans.</param>
    /// <returns>The line's definition.</returns>
    public string Branch(string name, string source)
    {
        var folder = Path.Combine(root, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(root, DatabaseFile), Path.Combine(folder, DatabaseFile));
        return WriteLine(folder, source);
    }

    private string WriteLine(string folder, string source)
    {
        var path = Path.Combine(folder, "line.json");
        File.WriteAllText(path, JsonSerializer.Serialize(
            new
            {
                name = "benchmark",
                database = DatabaseFile,
                output = "out",
                source = new { folder = source, settleTime = "00:00:00" },
                goodImages = new { folders = new[] { Path.Combine(root, "good") }, grouping = new { nearDuplicates = (object?)null } },
                preprocessing = new { width = 64, height = 64 },
                model = new { family = "glow" },
                training = new { steps = TrainingSteps },
            },
            Json));
        return path;
    }
}
