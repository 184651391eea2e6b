using InspectFlow.Jobs.Pipeline;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Scanning;

/// <summary>Draws some of a run's unflagged images at random, by their content, for a person to look at. Safe to use from several threads.</summary>
/// <param name="count">How many; 0 for none.</param>
/// <param name="seed">What decides which.</param>
internal sealed class AuditDraw(int count, long seed)
{
    private readonly ContentSample<(string CaptureId, ScoredImage? Image)> sample = new(Math.Max(1, count), seed);
    private readonly Lock gate = new();

    /// <summary>Gets what was drawn: captures, with the image of those that this run scored.</summary>
    public IReadOnlyList<(string CaptureId, ScoredImage? Image)> Drawn
    {
        get
        {
            lock (gate)
            {
                return sample.Items;
            }
        }
    }

    /// <summary>Offers an image that was decided on; one that is flagged, or was decided before, is not taken.</summary>
    public void Offer(string contentHash, WrittenCapture capture, ScoredImage? image)
    {
        if (count > 0 && capture.IsNew && capture.Decision?.Outcome is Outcome.Ok)
        {
            lock (gate)
            {
                sample.Add(contentHash, (capture.CaptureId, image));
            }
        }
    }
}
