using System.Globalization;
using System.Text.Json.Serialization;
using InspectFlow.Model;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>What was measured, and how it stands to what was meant to be reached.</summary>
internal sealed record PipelineReport
{
    private const double LeastShare = 0.85;
    private const double LongestStart = 1;
    private const double MostMemoryRatio = 1.05;

    public required DateTimeOffset Taken { get; init; }

    public required Machine Machine { get; init; }

    public required PipelineOptions Options { get; init; }

    public required FlowArchitecture Architecture { get; init; }

    /// <summary>Gets the largest relative difference of an NLL from plain PyTorch's.</summary>
    public required IReadOnlyDictionary<string, double> Agreement { get; init; }

    /// <summary>Gets scoring, in images per second.</summary>
    public required IReadOnlyList<Series> Scoring { get; init; }

    /// <summary>Gets training, in steps of 32 images per second.</summary>
    public required IReadOnlyList<Series> Training { get; init; }

    /// <summary>Gets what the machine convolves, in GFLOP/s, by precision.</summary>
    public required IReadOnlyDictionary<string, double> Convolution { get; init; }

    /// <summary>Gets the stages of a scan, in images per second.</summary>
    public required IReadOnlyList<Series> Stages { get; init; }

    /// <summary>Gets the time from the start of the program to the first batch scored, in seconds.</summary>
    public required Series FirstBatch { get; init; }

    /// <summary>Gets the scans whose memory was measured.</summary>
    public required IReadOnlyList<ChildScan> Memory { get; init; }

    /// <summary>Gets the floating-point operations of one image's forward pass.</summary>
    public long OperationsPerImage => FlowArithmetic.PerImage(Architecture);

    /// <summary>
    /// Gets the rate that decoding and scoring allow where they share the cores: the processor time of both for an image,
    /// spread over all cores without loss.
    /// </summary>
    public double AllowedRate =>
        1 / ((1 / (Rate(Stages, StageRates.OneWorker) * Options.Cores)) + (1 / Rate(Stages, StageRates.Scores)));

    /// <summary>Gets the rate of the whole scan as a share of <see cref="AllowedRate"/>.</summary>
    public double ShareOfAllowed => Rate(Stages, StageRates.Together) / AllowedRate;

    /// <summary>Gets the largest memory of the scans over the smallest; null where fewer than two were measured.</summary>
    public double? MemoryRatio => Memory.Count < 2 ? null : Memory.Max(m => m.PeakMiB) / Memory.Min(m => m.PeakMiB);

    [JsonIgnore]
    public IEnumerable<(string Name, string Value, string Target)> Rows =>
    [
        ("machine", Machine.Processor, Text($"{Machine.Cores} cores, bf16 {(Machine.HasBf16 ? "yes" : "no")}, libtorch {Machine.Versions["torch"]}")),
        .. Agreement.Select(a => ($"NLL differs from plain, {a.Key}", Text($"{a.Value:G2} of it at most"), string.Empty)),
        .. Compared("scoring", "images/s", Scoring, OperationsPerImage),
        .. Compared("training", "steps/s", Training, 32L * FlowArithmetic.TrainingFactor * OperationsPerImage),
        .. Convolution.Select(c => ($"convolution, {c.Key}", Text($"{c.Value:F0} GFLOP/s"), string.Empty)),
        .. Stages.Select(s => ($"stage: {s.Name}", Text($"{s.Median:F0} images/s, best {s.Largest:F0}"), string.Empty)),
        ("decode and scoring allow", Text($"{AllowedRate:F0} images/s"), string.Empty),
        ("scan's share of that", Text($"{ShareOfAllowed:F3}"), AtLeast(ShareOfAllowed, LeastShare)),
        ("start to first batch", Text($"{FirstBatch.Median:F2} s, best {FirstBatch.Smallest:F2}"), AtMost(FirstBatch.Median, LongestStart, " s")),
        .. Memory.Select(m => (Text($"peak memory, {m.Images} images"), Text($"{m.PeakMiB:F0} MiB, {m.Timings.ImagesPerSecond:F0} images/s"), string.Empty)),
        .. MemoryRatio is { } ratio ? [("largest over smallest", Text($"{ratio:F3}"), AtMost(ratio, MostMemoryRatio, string.Empty))] : Array.Empty<(string, string, string)>(),
    ];

    /// <summary>Prints the table.</summary>
    public void Write(TextWriter output)
    {
        var rows = Rows.ToList();
        var (names, values) = (rows.Max(r => r.Name.Length) + 2, rows.Max(r => r.Value.Length) + 2);
        foreach (var (name, value, target) in rows)
        {
            output.WriteLine((name.PadRight(names) + value.PadRight(values) + target).TrimEnd());
        }
    }

    private static double Rate(IReadOnlyList<Series> series, string name) =>
        series.Single(s => string.Equals(s.Name, name, StringComparison.Ordinal)).Median;

    // Beside each rate: how it stands to plain PyTorch's, and how much of the machine's convolution rate it comes to.
    private IEnumerable<(string Name, string Value, string Target)> Compared(
        string what, string unit, IReadOnlyList<Series> series, long operations)
    {
        var plain = Rate(series, FlowComparison.Plain);
        foreach (var s in series)
        {
            var precision = s.Name.Contains(FlowScorerOptions.Bf16, StringComparison.Ordinal) ? FlowScorerOptions.Bf16 : FlowScorerOptions.Fp32;
            var reached = s.Median * operations / 1e9;
            yield return (
                $"{what}: {s.Name}",
                Text($"{s.Median:F1} {unit}, best {s.Largest:F1}; {reached:F0} GFLOP/s, {100 * reached / Convolution[precision]:F0} % of convolution"),
                Text($"{s.Median / plain:F2} × plain"));
        }
    }

    private static string AtLeast(double value, double target) => value >= target
        ? Text($"at least {target}: met")
        : Text($"at least {target}: missed by {target - value:F3}");

    private static string AtMost(double value, double target, string unit) => value <= target
        ? Text($"at most {target}{unit}: met")
        : Text($"at most {target}{unit}: missed by {value - target:F2}{unit}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
