using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>
/// The one good image whose score is the review threshold while no other has as much, as with 99 to 198 images at the 99th percentile: were
/// it no good part, the threshold would be wrong, so a person should look at it.
/// </summary>
/// <param name="Path">The image.</param>
/// <param name="Next">The highest score of the others.</param>
public sealed record ThresholdImage(string Path, double Next)
{
    /// <summary>Finds the image.</summary>
    /// <param name="references">The good images that calibrate.</param>
    /// <param name="score">The score that decides.</param>
    /// <param name="threshold">The review threshold.</param>
    /// <returns>The image; null where others have as high a score, or there is no other.</returns>
    public static ThresholdImage? Of(IReadOnlyList<ReferenceScore> references, string score, double threshold)
    {
        ArgumentNullException.ThrowIfNull(references);
        var highest = references
            .Select(r => (r.Path, Value: r.Value(score) ?? double.NegativeInfinity))
            .OrderByDescending(r => r.Value)
            .Take(2)
            .ToList();
        return highest is [var first, var second] && first.Value.Equals(threshold) && second.Value < threshold && double.IsFinite(second.Value)
            ? new(first.Path, second.Value)
            : null;
    }
}
