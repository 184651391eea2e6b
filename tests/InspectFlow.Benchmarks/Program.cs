using InspectFlow.Benchmarks.Pipeline;
using InspectFlow.Benchmarks.Rows;

// Measurements that take minutes and so belong to no test run. The first argument says which.
var verbs = new Dictionary<string, Func<string[], int>>(StringComparer.Ordinal)
{
    ["pipeline"] = PipelineVerb.Run,
    ["rows"] = RowsVerb.Run,
};

if (args.Length == 0 || !verbs.TryGetValue(args[0], out var verb))
{
    await Console.Error.WriteLineAsync($"usage: InspectFlow.Benchmarks {string.Join('|', verbs.Keys)} [OPTION ...]").ConfigureAwait(false);
    return 2;
}

return verb(args[1..]);
