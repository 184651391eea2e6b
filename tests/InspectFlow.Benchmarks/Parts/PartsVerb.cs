using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace InspectFlow.Benchmarks.Parts;

/// <summary>
/// <c>parts</c>: each part of the way of an image by itself, with BenchmarkDotNet. Takes its arguments, for instance
/// <c>--filter *Flow*</c>.
/// </summary>
internal static class PartsVerb
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static int Run(string[] arguments)
    {
        // In this process: a build of its own would not find the system's libtorch and OpenCV. A benchmark that takes longer
        // than the limit ends the process, so a machine with other work needs a generous one.
        var config = DefaultConfig.Instance
            .WithArtifactsPath(SourceTree.PathOf(Path.Combine("artifacts", "benchmarks")))
            .WithOptions(ConfigOptions.JoinSummary)
            .AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(Longest, logOutput: true)))
            .AddDiagnoser(MemoryDiagnoser.Default);
        var summaries = BenchmarkSwitcher.FromTypes([typeof(IngestParts), typeof(FlowParts), typeof(ScoreParts), typeof(StoreParts)])
            .Run(arguments.Length == 0 ? ["--filter", "*"] : arguments, config);
        return summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success)) ? 0 : 1;
    }
}
