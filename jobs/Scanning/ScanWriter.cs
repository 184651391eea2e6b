using System.Collections.Concurrent;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Scanning;

/// <summary>
/// The last stage of a scan: decides and stores a batch at a time, with pictures of what was flagged. Keeps pictures of
/// a few unflagged images too, drawn by their content.
/// </summary>
internal sealed class ScanWriter(
    LineSession session, InForce inForce, RunRecord run, string precision, string pathPrefix, Decider decider, Func<string, bool> isRetried)
{
    private readonly PartIdentity identity = new(session.Line.PartPattern);
    private readonly EvidenceMaker evidence = new(inForce, session.Line.Decoding);
    private readonly ContentSample<ScoredImage> audit = new(Math.Max(1, session.Line.Scan.AuditSample), seed: run.NominalAt.UtcTicks);

    // Contents between decoder and database. A second file with the content of one of them is not decoded again.
    private readonly ConcurrentDictionary<string, byte> underWay = new(StringComparer.Ordinal);
    private readonly List<ScoredImage> awaitingTwin = [];

    /// <summary>Gets the number of files tried.</summary>
    public long Tried { get; private set; }

    /// <summary>Gets the number of files that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Gets how many of those had failed in a former run already.</summary>
    public long UnreadableAgain { get; private set; }

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

    /// <summary>Stores what still waits for its twin, and the pictures of the audit sample.</summary>
    public void Complete()
    {
        Store([.. awaitingTwin], isLast: true);
        if (session.Line.Scan.AuditSample > 0)
        {
            foreach (var image in audit.Items)
            {
                session.Store.AddEvidence(
                    image.Item.ContentHash!, inForce.Model.Id, evidence.Make(image, EvidenceReason.Audit));
            }
        }
    }

    private void Store(IReadOnlyList<ScoredImage> images, bool isLast)
    {
        awaitingTwin.Clear();
        var scoredHere = images.Where(i => i.Scores is not null).Select(i => i.Item.ContentHash!).ToHashSet(StringComparer.Ordinal);
        var results = new List<CaptureResult>(images.Count);
        foreach (var image in images)
        {
            if (image.Item.Status == ItemStatus.Waiting)
            {
                Waiting++;
            }
            else if (image.Item.Status == ItemStatus.Known && !HasScore(image.Item.ContentHash!, scoredHere))
            {
                // Workers run side by side, so the file that is decoded may come after its twin. If decoding it
                // failed there is no score to share, and the twin fails alike.
                if (isLast)
                {
                    results.Add(Failed(image.Item, "a file with the same content could not be read"));
                }
                else
                {
                    awaitingTwin.Add(image);
                }
            }
            else
            {
                results.Add(ToResult(image));
            }
        }

        // What is decoded comes before what shares its score.
        results = [.. results.OrderBy(r => r.Scores is null)];
        Tried += results.Count;
        Unreadable += results.Count(r => r.Error is not null);
        UnreadableAgain += results.Count(r => r.Error is not null && isRetried(r.Path));
        if (results.Count > 0)
        {
            session.Store.WriteBatch(run.Id, [.. results.Select(identity.Complete)], decider.Decide);
        }
    }

    private bool HasScore(string hash, HashSet<string> scoredHere) =>
        scoredHere.Contains(hash) || session.Store.HasScore(hash, inForce.Model.Id, precision);

    private CaptureResult ToResult(ScoredImage image)
    {
        var item = image.Item;
        if (item.Status == ItemStatus.Failed)
        {
            return Failed(item, item.Reason!);
        }

        return new()
        {
            Path = pathPrefix + item.File.RelativePath,
            Size = item.File.Size,
            Modified = item.File.Modified,
            ContentHash = item.ContentHash,
            Width = item.Width,
            Height = item.Height,
            Scores = image.Scores,
            Evidence = EvidenceOf(image),
        };
    }

    private IReadOnlyList<EvidencePicture> EvidenceOf(ScoredImage image)
    {
        if (image.Scores is null)
        {
            return [];
        }

        if (decider.Decide(image.Scores).Outcome is Outcome.Ok)
        {
            audit.Add(image.Item.ContentHash!, image);
            return [];
        }

        return evidence.Make(image, EvidenceReason.Flagged);
    }

    private CaptureResult Failed(PreparedItem item, string reason) => new()
    {
        Path = pathPrefix + item.File.RelativePath,
        Size = item.File.Size,
        Modified = item.File.Modified,
        Error = reason,
    };
}
