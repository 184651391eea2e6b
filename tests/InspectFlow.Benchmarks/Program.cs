using InspectFlow.Benchmarks.Evidence;
using InspectFlow.Benchmarks.Parts;
using InspectFlow.Benchmarks.Pipeline;
using InspectFlow.Benchmarks.Precision;
using InspectFlow.Benchmarks.Review;
using InspectFlow.Benchmarks.Rows;
using InspectFlow.Benchmarks.Screenshots;

// Measurements that take minutes and so belong to no test run. The first argument says which; without one, the usual.
var verbs = new Dictionary<string, Func<string[], int>>(StringComparer.Ordinal)
{
    ["pipeline"] = PipelineVerb.Run,
    ["parts"] = PartsVerb.Run,
    ["precision"] = PrecisionVerb.Run,
    ["rows"] = RowsVerb.Run,
    ["listing"] = FolderListing.Run,
    ["evidence"] = EvidenceVerb.Run,
    ["review"] = ReviewVerb.Run,
    ["screenshots"] = ScreenshotsVerb.Run,
};

if (args.Length == 0)
{
    var code = PipelineVerb.Run([]);
    return code == 0 ? PartsVerb.Run([]) : code;
}

if (!verbs.TryGetValue(args[0], out var verb))
{
    await Console.Error.WriteLineAsync($"usage: InspectFlow.Benchmarks {string.Join('|', verbs.Keys)} [OPTION ...]").ConfigureAwait(false);
    return 2;
}

return verb(args[1..]);
