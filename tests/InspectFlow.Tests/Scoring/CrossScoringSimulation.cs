using InspectFlow.Ingest;
using InspectFlow.Scoring;

namespace InspectFlow.Tests.Scoring;

/// <summary>
/// Compares held-out and cross-scored calibration where the truth is known: small pictures are drawn from a fixed
/// distribution, a Gaussian with shrinkage stands for the model, the product's own planners split and its own calibrator
/// reads the thresholds off; a large fresh sample tells the false-alarm rate that a threshold really has.
/// </summary>
internal sealed class CrossScoringSimulation(long seed)
{
    private const int Side = 8;
    private const int Factors = 12;
    private const int FreshCount = 2000;

    private readonly float[][] fresh = Draw(new KeyedRandom(seed, -1), FreshCount);

    /// <summary>One repetition: the false-alarm rate at a percentile for each score, null where the images do not support it.</summary>
    /// <param name="count">The number of good images.</param>
    /// <param name="repetition">Which repetition; another draws other images.</param>
    /// <param name="folds">The number of folds, or null for a held-out calibration.</param>
    /// <param name="percentile">The percentile, in percent.</param>
    public (double? Nll, double? Typicality) Run(int count, int repetition, int? folds, double percentile)
    {
        var rows = Draw(new KeyedRandom(seed, count, repetition), count);
        var entries = Enumerable.Range(0, count)
            .Select(i => new SplitEntry(
                $"{i}", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes((repetition * 1000) + i))), $"{i}"))
            .ToArray();
        var options = new SplitOptions { Seed = repetition };
        SplitManifest final;
        IReadOnlyList<SplitManifest> scoring;
        if (folds is { } k)
        {
            var plan = new FoldPlanner(k, options).Plan(entries);
            (final, scoring) = (plan.Final, plan.Folds);
        }
        else
        {
            final = new SplitPlanner(options).Plan(entries);
            scoring = [final];
        }

        if (PercentileRank.Of(scoring.Sum(s => s.Calibrate.Count), percentile) > scoring.Sum(s => s.Calibrate.Count))
        {
            return (null, null);
        }

        var references = scoring.SelectMany(s => new Model(rows, s).Score(s.Calibrate.Select(e => rows[Index(e)]))).ToArray();
        var used = new Model(rows, final).Score(fresh).ToArray();
        return (Rate(references, used, s => s.Nll, percentile), Rate(references, used, s => s.Typicality, percentile));
    }

    private static double Rate(
        (double Nll, double Typicality)[] references, (double Nll, double Typicality)[] used, Func<(double Nll, double Typicality), double> score, double percentile)
    {
        var threshold = Calibrator.At(new ReferenceScores(references.Select(score)), percentile).Value;
        return used.Count(u => score(u) > threshold) / (double)used.Length;
    }

    // Smooth patterns of falling strength, noise of the sensor, and a strength that differs from part to part: heavy tails.
    private static float[][] Draw(KeyedRandom random, int count)
    {
        var rows = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var strength = Math.Exp(0.3 * random.NextGaussian());
            var row = new double[Side * Side];
            for (var f = 0; f < Factors; f++)
            {
                var (u, v) = (f % 4, f / 4);
                var amplitude = 0.1 * strength * random.NextGaussian() / (1 + u + v);
                for (var j = 0; j < row.Length; j++)
                {
                    row[j] += amplitude * Math.Cos(Math.PI * u * ((j % Side) + 0.5) / Side) * Math.Cos(Math.PI * v * ((j / Side) + 0.5) / Side);
                }
            }

            rows[i] = [.. row.Select(v => (float)(v + (0.01 * strength * random.NextGaussian())))];
        }

        return rows;
    }

    private static int Index(SplitEntry entry) => int.Parse(entry.RelativePath, System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Model
    {
        private readonly GaussianBaseline density;
        private readonly TypicalityReference typicality;

        public Model(float[][] rows, SplitManifest split)
        {
            var select = split.Select.Select(e => rows[Index(e)]).ToArray();
            density = GaussianBaseline.Fit([.. split.Fit.Select(e => rows[Index(e)])], select);
            typicality = TypicalityReference.Fit(select.Select(density.Nll));
        }

        public IEnumerable<(double Nll, double Typicality)> Score(IEnumerable<float[]> rows) =>
            rows.Select(row => density.Nll(row)).Select(nll => (nll, typicality.Score(nll)));
    }
}
