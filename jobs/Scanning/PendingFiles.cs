using System.Collections.Concurrent;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>
/// Goes through a source's files and gives those that must be read. Files that are done are counted; files whose
/// content has a score only get their decision, without being opened; files still being written wait for the next run. What an earlier
/// model scored is scored again after what is new, the newest first.
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

    // Files that another model scored. They may be those of a year; tonight's come first.
    private readonly List<SourceFile> again = [];

    // Files that could not be read before and have not changed: the broken pictures of former nights.
    private readonly ConcurrentDictionary<string, byte> retried = new(StringComparer.Ordinal);

    public long Listed { get; private set; }

    public long Known { get; private set; }

    public long Waiting { get; private set; }

    public IEnumerable<SourceFile> Of(IEnumerable<SourceFile> files)
    {
        foreach (var chunk in files.Chunk(ChunkSize))
        {
            Listed += chunk.Length;
            var known = session.Store.KnownFiles(
                session.Record.Id,
                inForce.Model.Id,
                precision,
                inForce.Calibration.Id,
                chunk.Select(f => pathPrefix + f.RelativePath));
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

                    if (before is { Status: CaptureStatus.Scored } && before.IsUnchanged(file.Size, file.Modified))
                    {
                        again.Add(file);
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
                    // Only its time has changed: the same picture was decided before.
                    Known += capture.IsNew ? 0 : 1;
                    audit.Offer(decision.ContentHash!, capture, image: null);
                }
            }
        }

        foreach (var file in again.OrderByDescending(f => f.Modified))
        {
            yield return file;
        }
    }

    /// <summary>Tells whether a file failed in a former run and has not changed since.</summary>
    public bool IsRetried(string path) => retried.ContainsKey(path);

    private CaptureResult ToDecision(SourceFile file, KnownFile before) => new()
    {
        Path = pathPrefix + file.RelativePath,
        Size = file.Size,
        Modified = file.Modified,
        ContentHash = before.ContentHash,
    };
}
