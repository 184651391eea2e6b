using System.Collections.Concurrent;
using System.Threading.Channels;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Scheduling;

namespace InspectFlow.Tests.Jobs.Scheduling;

/// <summary>Records what it is asked to run, remembers what is done, and lets a test decide how long a run takes and how it ends.</summary>
internal sealed class RecordingRunner : ILineJobRunner, IRunHistory
{
    private readonly Channel<RunKey> begun = Channel.CreateUnbounded<RunKey>();
    private readonly ConcurrentDictionary<RunKey, bool> done = new();
    private readonly ConcurrentDictionary<string, int> running = new(StringComparer.Ordinal);

    public ConcurrentQueue<RunKey> Runs { get; } = new();

    public int MostAtOnceOnOneLine { get; private set; }

    public Func<RunKey, CancellationToken, Task<JobOutcome>> Work { get; set; } = (_, _) => Task.FromResult(JobOutcome.Done);

    public async Task<JobOutcome> RunAsync(
        LineDefinition line, JobKind job, DateTimeOffset nominalInstantUtc, CancellationToken cancellationToken)
    {
        var key = new RunKey(line.Name, job, nominalInstantUtc);
        MostAtOnceOnOneLine = Math.Max(MostAtOnceOnOneLine, running.AddOrUpdate(line.Name, 1, (_, n) => n + 1));
        Runs.Enqueue(key);
        await begun.Writer.WriteAsync(key, cancellationToken);
        try
        {
            var outcome = await Work(key, cancellationToken);
            if (outcome is JobOutcome.Done or JobOutcome.DoneWithFailedImages)
            {
                done[key] = true;
            }

            return outcome;
        }
        finally
        {
            running.AddOrUpdate(line.Name, 0, (_, n) => n - 1);
        }
    }

    public bool IsDone(LineDefinition line, RunKey key) => done.ContainsKey(key);

    public async Task<RunKey> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await begun.Reader.ReadAsync(limit.Token);
    }
}
