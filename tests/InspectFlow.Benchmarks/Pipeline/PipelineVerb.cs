using System.CommandLine;
using System.Text.Json;
using InspectFlow.Jobs.Threads;
using InspectFlow.Model;
using TorchSharp;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>
/// <c>pipeline</c>: the whole way of an image, and training, measured against plain PyTorch and against what the machine
/// can do. Prints a table and writes <c>bench.json</c>.
/// </summary>
internal static class PipelineVerb
{
    private const string ResultFile = "bench.json";
    private const string WorkFolder = "work";
    private const int ImagesToCompare = 512;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static int Run(string[] arguments)
    {
        var defaults = new PipelineOptions();
        var folder = new Option<string>("--out") { Description = "Where bench.json goes", DefaultValueFactory = _ => defaults.Folder };
        var images = new Option<int>("--images") { Description = "Pictures of a scan", DefaultValueFactory = _ => defaults.Images };
        var rounds = new Option<int>("--rounds") { Description = "Rounds of each comparison", DefaultValueFactory = _ => defaults.Rounds };
        var seconds = new Option<double>("--seconds") { Description = "Shortest time for a rate", DefaultValueFactory = _ => defaults.Seconds };
        var steps = new Option<int>("--steps") { Description = "Training steps for a rate", DefaultValueFactory = _ => defaults.TrainingSteps };
        var python = new Option<string>("--python") { Description = "An interpreter with torch", DefaultValueFactory = _ => defaults.Python };
        var memory = new Option<string>("--memory") { Description = "Sizes of scans whose memory is measured, for example 1000,100000", DefaultValueFactory = _ => string.Empty };
        var root = new RootCommand("Measures the whole pipeline.") { folder, images, rounds, seconds, steps, python, memory };
        root.SetAction((parsed, _) => RunAsync(new PipelineOptions
        {
            Folder = Path.GetFullPath(parsed.GetRequiredValue(folder)),
            Images = parsed.GetValue(images),
            Rounds = parsed.GetValue(rounds),
            Seconds = parsed.GetValue(seconds),
            TrainingSteps = parsed.GetValue(steps),
            Python = parsed.GetRequiredValue(python),
            Memory = [.. parsed.GetRequiredValue(memory).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
        }));
        return root.Parse(arguments).Invoke();
    }

    private static async Task<int> RunAsync(PipelineOptions options)
    {
        var work = Path.Combine(options.Folder, WorkFolder);
        DeleteFolder(work);
        Directory.CreateDirectory(work);
        try
        {
            var report = await MeasureAsync(options, work).ConfigureAwait(false);
            await File.WriteAllTextAsync(
                Path.Combine(options.Folder, ResultFile), JsonSerializer.Serialize(report, Json)).ConfigureAwait(false);
            report.Write(Console.Out);
            return 0;
        }
        finally
        {
            DeleteFolder(work);
        }
    }

    private static async Task<PipelineReport> MeasureAsync(PipelineOptions options, string work)
    {
        LineThreads.Apply(options.Cores, isOnAccelerator: false);
        Say("drawing pictures and training a model");
        var plant = await BenchmarkPlant.MakeAsync(work, options.Images).ConfigureAwait(false);
        using var stages = await StageRates.PrepareAsync(plant, options.Cores).ConfigureAwait(false);
        var architecture = plant.Bundle.Metadata.Architecture;
        var pixels = stages.Pixels[..(Math.Min(ImagesToCompare, options.Images) * architecture.Dimensions)];
        var raw = Path.Combine(work, "pixels.raw");
        await File.WriteAllBytesAsync(raw, pixels).ConfigureAwait(false);

        Say("comparing with plain PyTorch");
        using var comparison = new FlowComparison(options, plant.Bundle, pixels, raw);
        var agreement = comparison.Agreement();
        var scoring = await comparison.ScoreAsync().ConfigureAwait(false);
        var training = await comparison.TrainAsync().ConfigureAwait(false);

        Say("measuring the stages");
        var convolution = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [FlowScorerOptions.Fp32] = ConvolutionRate.Measure(options.Cores, torch.ScalarType.Float32, options.Seconds),
            [FlowScorerOptions.Bf16] = ConvolutionRate.Measure(options.Cores, torch.ScalarType.BFloat16, options.Seconds),
        };
        var rates = await stages.MeasureAsync(options.Rounds).ConfigureAwait(false);

        Say("starting the program");
        return new()
        {
            Taken = TimeProvider.System.GetUtcNow(),
            Machine = Machine.Here(comparison.PlainVersion),
            Options = options,
            Architecture = architecture,
            Agreement = agreement,
            Scoring = scoring,
            Training = training,
            Convolution = convolution,
            Stages = rates,
            FirstBatch = await StartAsync(plant, options.Rounds, work).ConfigureAwait(false),
            Memory = await MemoryAsync(plant, options.Memory, work).ConfigureAwait(false),
        };
    }

    private static async Task<Series> StartAsync(BenchmarkPlant plant, int rounds, string work)
    {
        const int oneBatch = 64;
        var folder = Path.Combine(work, "batch");
        plant.Pictures.Write(folder, 0, oneBatch);
        var series = await Series.AlternateAsync(
            rounds,
            [("start to first batch", async () =>
            {
                var scan = await ChildScan.RunAsync(plant.Branch("start", folder)).ConfigureAwait(false);
                return scan.Timings.FirstBatch!.Value;
            })]).ConfigureAwait(false);
        return series[0];
    }

    private static async Task<IReadOnlyList<ChildScan>> MemoryAsync(BenchmarkPlant plant, IReadOnlyList<int> sizes, string work)
    {
        var scans = new List<ChildScan>();
        foreach (var size in sizes)
        {
            Say(FormattableString.Invariant($"scanning {size} pictures for their memory"));
            var folder = Path.Combine(work, "many");
            plant.Pictures.WriteCommented(folder, size);
            scans.Add(await ChildScan.RunAsync(plant.Branch("memory", folder)).ConfigureAwait(false));
            DeleteFolder(folder);
        }

        return scans;
    }

    private static void Say(string what) => Console.Error.WriteLine($"[bench] {what}");

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
