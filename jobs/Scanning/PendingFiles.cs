using System.Collections.Concurrent;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>
/// Goes through a source's files and gives those that must be read. Files that are done are counted; files whose
/// content has a score only get their decision, without being opened; files still being written wait for the next run. What an earlier
/// model scored is scored again after what is new.
/// </summary>
internal sealed class PendingFiles(
    LineSession session,
    InForce inForce,
    RunRecord run,
    string precision,
    string pathPrefix,
    Decider decider,
    AuditDraw audit,
    EarlierAttempts earlier)
{
    private const int ChunkSize = 500;

    private readonly PartIdentity identity = new(session.Line, pathPrefix);

    // Files that could not be read before and have not changed: the broken pictures of former nights.
    private readonly ConcurrentDictionary<string, byte> retried = new(StringComparer.Ordinal);

    public long Listed { get; private set; }

    public long Known { get; private set; }

    public long Waiting { get; private set; }

    /// <summary>Gives the files to read.</summary>
    /// <param name="files">The source's files.</param>
    /// <param name="again">The same, listed once more where some are of an earlier model.</param>
    public IEnumerable<SourceFile> Of(IEnumerable<SourceFile> files, IEnumerable<SourceFile> again)
    {
        var hasOlder = false;
        foreach (var chunk in files.Chunk(ChunkSize))
        {
            Listed += chunk.Length;
            var known = Lookup(chunk);
            var decisions = new List<CaptureResult>();
            foreach (var file in chunk)
            {
                var before = known.GetValueOrDefault(pathPrefix + file.RelativePath);
                if (before is not null && before.IsUnchanged(file.Size, file.Modified) && before.Scores is not null)
                {
                    if (before.IsDecided)
                    {
                        Known++;
                    }
                    else
                    {
                        decisions.Add(identity.Complete(ToDecision(file, before)));
                    }
                }
                else if (file.IsSettled)
                {
                    if (before is { Status: CaptureStatus.Unreadable } &&
                        before.IsUnchanged(file.Size, file.Modified) && !earlier.Failed.Contains(before.Path))
                    {
                        retried.TryAdd(before.Path, 0);
                    }

                    if (IsOlder(before, file))
                    {
                        hasOlder = true;
                    }
                    else
                    {
                        yield return file;
                    }
                }
                else
                {
                    Waiting++;
                }
            }

            if (decisions.Count > 0)
            {
                foreach (var (decision, capture) in decisions.Zip(session.Store.WriteBatch(run.Id, decisions, decider.Decide)))
                {
                    audit.Offer(decision.ContentHash!, capture, image: null);
                }
            }
        }

        // They may be those of a year: tonight's come first, and none of them is kept in memory.
        foreach (var file in hasOlder ? Older(again) : [])
        {
            yield return file;
        }
    }

    /// <summary>Tells whether a file failed in a former run and has not changed since.</summary>
    public bool IsRetried(string path) => retried.ContainsKey(path);

    private static bool IsOlder(KnownFile? before, SourceFile file) =>
        before is { Status: CaptureStatus.Scored, IsDecided: false } && before.IsUnchanged(file.Size, file.Modified);

    private IEnumerable<SourceFile> Older(IEnumerable<SourceFile> files)
    {
        foreach (var chunk in files.Where(f => f.IsSettled).Chunk(ChunkSize))
        {
            var known = Lookup(chunk);
            foreach (var file in chunk.Where(f => IsOlder(known.GetValueOrDefault(pathPrefix + f.RelativePath), f)))
            {
                yield return file;
            }
        }
    }

    private IReadOnlyDictionary<string, KnownFile> Lookup(SourceFile[] files) => session.Store.KnownFiles(
        session.Record.Id, inForce.Model.Id, precision, inForce.Calibration.Id, files.Select(f => pathPrefix + f.RelativePath));

    private CaptureResult ToDecision(SourceFile file, KnownFile before) => new()
    {
        Path = pathPrefix + file.RelativePath,
        Size = file.Size,
        Modified = file.Modified,
        ContentHash = before.ContentHash,
    };
}
