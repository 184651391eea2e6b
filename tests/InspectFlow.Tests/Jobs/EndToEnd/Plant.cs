using System.Globalization;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Demo;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Tests.TestDoubles;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>A small plant on disk: drawn parts, a line definition, and the program to run on them.</summary>
internal sealed class Plant : IDisposable
{
    private const string Definition =
        """
        {
          "name": "plant",
          "device": "cpu",
          "database": "inspectflow.db",
          "output": "out",
          "source": { "folder": "images/night" },
          "goodImages": { "folders": ["images/train/good"], "grouping": { "nearDuplicates": null } },
          "partPattern": "part_(?<serial>\\d+)",
          "preprocessing": { "width": 16, "height": 16 },
          "model": { "levels": 2, "stepsPerLevel": 1, "hiddenChannels": 8 },
          "training": { "steps": 6, "batchSize": 16 },
          "calibration": { "score": "peak", "percentiles": { "review": 80 } },
          "scan": { "batchSize": 4, "maxFailureRatio": 0.2 },
          "schedule": { "timeZone": "Etc/UTC", "scan": { "cron": "0 2 * * *" }, "calibrate": { "cron": "0 3 * * *" } }
        }
        """;

    private readonly TempFolder folder = new();

    public string Root => folder.Path;

    public string LineFile => folder.File("line.json");

    public string Output => folder.File("out");

    public string Night => folder.File("images/night");

    public LineDefinition Line => LineDefinition.Load(LineFile);

    /// <summary>Draws the parts and trains a model on them.</summary>
    public static async Task<Plant> TrainedAsync(CancellationToken cancellationToken)
    {
        var plant = new Plant();
        new DemoSetWriter(
            new DemoSetOptions { TrainCount = 60, GoodCount = 16, DefectiveCount = 5, DuplicateCount = 2, Width = 96, Height = 72 },
            TimeProvider.System).Write(plant.folder.File("images"), null, cancellationToken);
        plant.folder.Write("line.json", Definition);
        var (code, output) = await plant.RunAsync("train").ConfigureAwait(false);
        return code == ExitCode.Done ? plant : throw new InvalidOperationException(output);
    }

    /// <summary>Makes a copy with its own database, so that tests do not see each other's runs.</summary>
    public Plant Copy()
    {
        var copy = new Plant();
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            var target = copy.folder.File(Path.GetRelativePath(Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(file));
        }

        // The model's path in the database is absolute; the copy uses the original's file.
        return copy;
    }

    /// <summary>Changes the line definition's text.</summary>
    public void Redefine(string from, string to) => folder.Write("line.json", File.ReadAllText(LineFile).Replace(from, to, StringComparison.Ordinal));

    /// <summary>Runs a verb on the plant's line.</summary>
    public Task<(int Code, string Output)> RunAsync(string verb, params string[] arguments) =>
        RunAsync(CancellationToken.None, [verb, "--line", LineFile, .. arguments]);

    /// <summary>Runs any command line.</summary>
    public static Task<(int Code, string Output)> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(_ => { }, cancellationToken, arguments);

    /// <summary>Runs any command line and is told of each line that it writes.</summary>
    public static async Task<(int Code, string Output)> RunAsync(Action<string> watch, CancellationToken cancellationToken, params string[] arguments)
    {
        await using var output = new WatchedWriter(watch);
        var writer = TextWriter.Synchronized(output);
        var code = await CommandLine.RunAsync(
            arguments,
            Verbs.All(),
            new CommandConsole(writer, writer, ErrorIsTerminal: false, TimeProvider.System),
            cancellationToken).ConfigureAwait(false);
        return (code, output.ToString());
    }

    /// <summary>Opens the plant's database.</summary>
    public LineSession Open() => LineSession.Open(Line, TimeProvider.System);

    public void Dispose() => folder.Dispose();

    private sealed class WatchedWriter(Action<string> watch) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            watch(value ?? string.Empty);
        }
    }
}
