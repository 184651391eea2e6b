using InspectFlow.Scoring;

namespace InspectFlow.Benchmarks.Precision;

/// <summary>What another precision does to one score.</summary>
/// <param name="Score">The score's name.</param>
/// <param name="Median">The median |shift|, in deviations of the calibration scores.</param>
/// <param name="Largest">The largest |shift|, in the same unit.</param>
/// <param name="Images">The images decided.</param>
/// <param name="Changed">Those that the two precisions, each with its own threshold, decide differently.</param>
/// <param name="Unexplained">Those of them that lie further from the threshold than the largest shift.</param>
internal sealed record ScoreShift(string Score, double Median, double Largest, int Images, int Changed, int Unexplained)
{
    private const double Percentile = 99;

    /// <summary>Compares two precisions' scores of the same images.</summary>
    public static ScoreShift Of(
        string score, (double[] Calibration, double[] Test) single, (double[] Calibration, double[] Test) mixed)
    {
        var mean = single.Calibration.Average();
        var spread = Math.Sqrt(single.Calibration.Average(v => (v - mean) * (v - mean)));
        var shifts = single.Test.Zip(mixed.Test, (a, b) => Math.Abs(a - b)).Order().ToArray();
        var (first, second) = (Threshold(single.Calibration), Threshold(mixed.Calibration));
        var changed = single.Test.Zip(mixed.Test).Where(p => (p.First > first) != (p.Second > second)).ToArray();
        var reach = shifts[^1] + Math.Abs(first - second);
        return new(
            score,
            shifts[shifts.Length / 2] / spread,
            shifts[^1] / spread,
            shifts.Length,
            changed.Length,
            changed.Count(p => Math.Abs(p.First - first) > reach));
    }

    private static double Threshold(double[] calibration) =>
        Calibrator.At(new ReferenceScores(calibration), Percentile).Value;
}
