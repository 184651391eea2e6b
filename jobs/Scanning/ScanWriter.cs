using System.Collections.Concurrent;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Scanning;

/// <summary>
/// The last stage of a scan: decides and stores a batch at a time, with pictures of what was flagged. Keeps pictures of
/// a few unflagged images too.
/// </summary>
internal sealed class ScanWriter(
    LineSession session,
    InForce inForce,
    RunRecord run,
    string precision,
    string pathPrefix,
    Decider decider,
    AuditDraw audit,
    EarlierAttempts earlier,
    Func<string, bool> isRetried)
{
    private const int ProblemsAtOnce = 500;

    private readonly PartIdentity identity = new(session.Line, pathPrefix);
    private readonly EvidenceMaker evidence = new(session, inForce);

    // Contents between decoder and database. A second file with the content of one of them is not decoded again.
    private readonly ConcurrentDictionary<string, byte> underWay = new(StringComparer.Ordinal);
    private readonly List<ScoredImage> awaitingTwin = [];

    // Contents that could not be decoded: their twins need not wait for a score.
    private readonly HashSet<string> undecodable = new(StringComparer.Ordinal);

    /// <summary>Gets the number of files tried.</summary>
    public long Tried { get; private set; }

    /// <summary>Gets the number of files that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Gets how many of those had failed in a former run already.</summary>
    public long UnreadableAgain { get; private set; }

    /// <summary>Gets the number of images that were decided before, and were read since their files' time has changed.</summary>
    public long Known { get; private set; }

    /// <summary>Gets the number of files that changed while they were being read.</summary>
    public long Waiting { get; private set; }

    /// <summary>Tells ingest whether a content needs no decoding: it has a score, or a twin of it is on its way.</summary>
    public bool IsKnown(string contentHash) =>
        session.Store.HasScore(contentHash, inForce.Model.Id, precision) || !underWay.TryAdd(contentHash, 0);

    /// <summary>Stores a batch.</summary>
    public void Write(IReadOnlyList<ScoredImage> images)
    {
        Store([.. awaitingTwin, .. images], isLast: false);
        foreach (var image in images.Where(i => i.Scores is not null))
        {
            underWay.TryRemove(image.Item.ContentHash!, out _);
        }
    }

    /// <summary>Stores what could not even be listed with what could not be read: nobody has inspected it either.</summary>
    public void Fail(IEnumerable<SourceProblem> problems)
    {
        foreach (var chunk in problems.DistinctBy(p => p.RelativePath, StringComparer.Ordinal).Chunk(ProblemsAtOnce))
        {
            var known = session.Store.KnownFiles(
                session.Record.Id, inForce.Model.Id, precision, inForce.Calibration.Id, chunk.Select(p => pathPrefix + p.RelativePath));
            Tried += chunk.Length;
            Unreadable += chunk.Length;
            UnreadableAgain += known.Values.Count(k => k.Status is CaptureStatus.Unreadable && !earlier.Failed.Contains(k.Path));
            session.Store.WriteBatch(
                run.Id,
                [
                    .. chunk.Select(p => new CaptureResult
                    {
                        Path = pathPrefix + p.RelativePath,
                        Size = 0,
                        Modified = known.GetValueOrDefault(pathPrefix + p.RelativePath)?.Modified ?? run.NominalAt,
                        Error = p.Reason,
                    }),
                ],
                decider.Decide);
        }
    }

    /// <summary>Stores what still waits for its twin, and the pictures of the audit sample.</summary>
    public void Complete()
    {
        Store([.. awaitingTwin], isLast: true);
        var drawn = audit.Drawn;
        session.Store.AddAudit(run.Id, [.. drawn.Select(d => d.CaptureId)]);
        var images = drawn.Select(d => d.Image).OfType<ScoredImage>().ToList();
        foreach (var (image, made) in images.Zip(evidence.Make(images, EvidenceReason.Audit)))
        {
            session.Store.AddEvidence(image.Item.ContentHash!, inForce.Model.Id, made.Pictures, made.Neighbour);
        }
    }

    private void Store(IReadOnlyList<ScoredImage> images, bool isLast)
    {
        awaitingTwin.Clear();
        undecodable.UnionWith(images.Where(i => i.Item.Status == ItemStatus.Failed).Select(i => i.Item.ContentHash).OfType<string>());
        var scoredHere = images.Where(i => i.Scores is not null).Select(i => i.Item.ContentHash!).ToHashSet(StringComparer.Ordinal);
        var flagged = images.Where(i => i.Scores is not null && decider.Decide(i.Scores).Outcome is not Outcome.Ok).ToList();
        var made = flagged.Zip(evidence.Make(flagged, EvidenceReason.Flagged))
            .ToDictionary(pair => pair.First.Item.ContentHash!, pair => pair.Second, StringComparer.Ordinal);
        var results = new List<(CaptureResult Result, ScoredImage Image)>(images.Count);
        foreach (var image in images)
        {
            if (image.Item.Status == ItemStatus.Waiting)
            {
                Waiting++;
            }
            else if (image.Item.Status == ItemStatus.Known &&
                (undecodable.Contains(image.Item.ContentHash!) || !HasScore(image.Item.ContentHash!, scoredHere)))
            {
                // Workers run side by side, so the file that is decoded may come after its twin. If decoding it
                // failed there is no score to share, and the twin fails alike.
                if (isLast || undecodable.Contains(image.Item.ContentHash!))
                {
                    results.Add((Failed(image.Item, "a file with the same content could not be read"), image));
                }
                else
                {
                    awaitingTwin.Add(image);
                }
            }
            else
            {
                results.Add((ToResult(image, made), image));
            }
        }

        // What is decoded comes before what shares its score.
        results = [.. results.OrderBy(r => r.Result.Scores is null)];
        Tried += results.Count;
        Unreadable += results.Count(r => r.Result.Error is not null);
        UnreadableAgain += results.Count(r => r.Result.Error is not null && isRetried(r.Result.Path));
        if (results.Count > 0)
        {
            var written = session.Store.WriteBatch(run.Id, [.. results.Select(r => identity.Complete(r.Result))], decider.Decide);
            foreach (var ((result, image), capture) in results.Zip(written).Where(pair => pair.First.Result.ContentHash is not null))
            {

                // Only its time has changed: the same picture was decided before.
                Known += capture.IsNew ? 0 : 1;
                audit.Offer(result.ContentHash!, capture, image.Scores is null ? null : image);
            }
        }
    }

    private bool HasScore(string hash, HashSet<string> scoredHere) =>
        scoredHere.Contains(hash) || session.Store.HasScore(hash, inForce.Model.Id, precision);

    private CaptureResult ToResult(ScoredImage image, Dictionary<string, MadeEvidence> made)
    {
        var item = image.Item;
        if (item.Status == ItemStatus.Failed)
        {
            return Failed(item, item.Reason!);
        }

        var kept = image.Scores is null ? MadeEvidence.None : made.GetValueOrDefault(item.ContentHash!, MadeEvidence.None);
        return new()
        {
            Path = pathPrefix + item.File.RelativePath,
            Size = item.File.Size,
            Modified = item.File.Modified,
            ContentHash = item.ContentHash,
            Width = item.Width,
            Height = item.Height,
            Scores = image.Scores,
            Evidence = kept.Pictures,
            Neighbour = kept.Neighbour,
        };
    }

    private CaptureResult Failed(PreparedItem item, string reason) => new()
    {
        Path = pathPrefix + item.File.RelativePath,
        Size = item.File.Size,
        Modified = item.File.Modified,
        Error = reason,
    };
}
