using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>Among the images that a calibration is made of may be those that a model's joint reference was taken from, which knows them then.</summary>
internal static class JointWithoutOwn
{
    /// <summary>Gives the joint scores of good images as new images have them.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="wholes">The images' NLLs of the whole.</param>
    /// <param name="peaks">Their maps' peaks, in the same order.</param>
    /// <param name="scores">Their joint scores.</param>
    /// <param name="areOwn">Which of them the model set apart to calibrate; null, the default, for all.</param>
    /// <returns>
    /// The scores, those of the model's own images each by the reference taken from the others where the model's was taken from these, else as
    /// they are; null where something is missing.
    /// </returns>
    public static IReadOnlyList<double>? Of(
        ModelBundle bundle,
        IReadOnlyList<double?> wholes,
        IReadOnlyList<double?> peaks,
        IReadOnlyList<double?> scores,
        IReadOnlyList<bool>? areOwn = null)
    {
        if (wholes.Concat(peaks).Concat(scores).Any(v => v is null))
        {
            return null;
        }

        double[] known = [.. scores.Select(s => s!.Value)];
        int[] own = [.. Enumerable.Range(0, known.Length).Where(i => areOwn is null || areOwn[i])];
        double[] whole = [.. own.Select(i => wholes[i]!.Value)], peak = [.. own.Select(i => peaks[i]!.Value)];
        if (ImageScorer.JointReferenceOf(bundle) is { } joint && joint.SampleCount == own.Length && own.Length > 1 &&
            whole.Concat(peak).All(double.IsFinite) && joint.IsOf(whole, peak))
        {
            foreach (var (i, score) in own.Zip(joint.LeaveOneOut(whole, peak, [.. own.Select(i => known[i])])))
            {
                known[i] = score;
            }
        }

        return known;
    }
}
