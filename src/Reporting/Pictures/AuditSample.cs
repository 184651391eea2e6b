using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Pictures;

/// <summary>
/// The random sample of unflagged images whose pictures are kept too, so that a person can notice what the line misses.
/// </summary>
public static class AuditSample
{
    /// <summary>Tells whether an image is in the sample. Follows from seed and content alone, so it is the same in every run.</summary>
    /// <param name="contentHash">The image file's SHA-256.</param>
    /// <param name="seed">The line's seed.</param>
    /// <param name="rate">The share of images to sample, 0 to 1.</param>
    /// <returns>True when its pictures are to be kept.</returns>
    public static bool Contains(string contentHash, long seed, double rate) => ContentDraw.Uniform(seed, contentHash) < rate;
}
