using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>The images that a calibration is made of may be those that a model's joint reference was taken from, which knows them then.</summary>
internal static class JointWithoutOwn
{
    /// <summary>Gives the joint scores of good images as new images have them.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="wholes">The images' NLLs of the whole.</param>
    /// <param name="peaks">Their maps' peaks, in the same order.</param>
    /// <param name="scores">Their joint scores.</param>
    /// <returns>
    /// The scores, each by the reference taken from the others where the model's was taken from these images, else as they are; null where
    /// something is missing.
    /// </returns>
    public static IReadOnlyList<double>? Of(
        ModelBundle bundle, IReadOnlyList<double?> wholes, IReadOnlyList<double?> peaks, IReadOnlyList<double?> scores)
    {
        if (wholes.Concat(peaks).Concat(scores).Any(v => v is null))
        {
            return null;
        }

        double[] known = [.. scores.Select(s => s!.Value)], whole = [.. wholes.Select(w => w!.Value)], peak = [.. peaks.Select(p => p!.Value)];
        return ImageScorer.JointReferenceOf(bundle) is { } joint && joint.SampleCount == known.Length && known.Length > 1 &&
            whole.Concat(peak).All(double.IsFinite) && joint.IsOf(whole, peak)
            ? joint.LeaveOneOut(whole, peak, known)
            : known;
    }
}
