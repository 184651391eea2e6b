using System.Globalization;
using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Benchmarks.Precision;

/// <summary>
/// <c>precision --dataset DIR --bundle FILE</c>: scores a data set in the MVTec AD layout in fp32 and in bf16 with a model
/// that was trained on it, and tells how far scores move and which decisions change.
/// </summary>
internal static class PrecisionVerb
{
    public static int Run(string[] arguments)
    {
        var options = arguments.Chunk(2).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (!options.TryGetValue("--dataset", out var dataset) || !options.TryGetValue("--bundle", out var file))
        {
            Console.Error.WriteLine("usage: precision --dataset DIR --bundle FILE, a model that was trained on DIR/train/good");
            return 2;
        }

        var bundle = ModelBundle.Load(file);
        var split = JsonSerializer.Deserialize<SplitManifest>(bundle.Metadata.SplitJson, LineJson.Options)!;
        var held = split.Calibrate.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        var calibration = List(Path.Combine(dataset, "train", "good")).Where(f => held.Contains(f.RelativePath)).ToList();
        var test = List(Path.Combine(dataset, "test")).ToList();
        var single = (Score(bundle, calibration, FlowScorerOptions.Fp32), Score(bundle, test, FlowScorerOptions.Fp32));
        var mixed = (Score(bundle, calibration, FlowScorerOptions.Bf16), Score(bundle, test, FlowScorerOptions.Bf16));
        Console.WriteLine($"{calibration.Count} calibration and {test.Count} test images; shifts in deviations of the calibration scores");
        Console.WriteLine($"{"score",-18}{"median",10}{"largest",10}{"changed",10}{"beyond the shift",18}");
        foreach (var name in ScoreNames.All.Where(n => single.Item2.All(s => s.Value(n) is not null)))
        {
            var shift = ScoreShift.Of(name, (Of(single.Item1), Of(single.Item2)), (Of(mixed.Item1), Of(mixed.Item2)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-18}{shift.Median,10:F4}{shift.Largest,10:F4}{shift.Changed,10}{shift.Unexplained,18}"));

            double[] Of(IReadOnlyList<ScoreValues> scores) => [.. scores.Select(s => s.Value(name)!.Value)];
        }

        return 0;
    }

    private static IEnumerable<SourceFile> List(string folder) =>
        new FolderSource(new FolderSourceOptions { Folder = folder, SettleTime = TimeSpan.Zero }, TimeProvider.System).List(_ => { }, default);

    private static List<ScoreValues> Score(ModelBundle bundle, List<SourceFile> files, string precision)
    {
        var line = new LineDefinition { Name = "precision", Scan = new() { Precision = precision } };
        var scores = new List<ScoreValues>();
        using var pipeline = new PipelineFactory(line, TimeProvider.System).Open(bundle, line.Scan.BatchSize);
        pipeline.RunAsync(
            files, _ => false, images => scores.AddRange(images.Where(i => i.Scores is not null).Select(i => i.Scores!)), default).GetAwaiter().GetResult();
        return scores;
    }
}
