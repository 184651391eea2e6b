using System.Globalization;

namespace InspectFlow.Ingest;

/// <summary>
/// Finds pictures of the same part, which must not lie on both sides of a split: thresholds set on twins of what was learned
/// are too tight. Two pictures of nearly the same size belong together when their fingerprints, mirrored or not, correlate.
/// <para>
/// On a line that holds its parts in place all good pictures correlate, also those of different parts. Where they do
/// (<see cref="NearDuplicateOptions.AlignedFrom"/>), their mean picture and planar lighting are taken out first, and what
/// is left, the part's own marks, is compared. Where one group would still swallow the set, a higher correlation is asked
/// for, and a warning says so.
/// </para>
/// </summary>
public static class NearDuplicates
{
    /// <summary>With fewer pictures than this a mean picture says more about each of them than about their kind.</summary>
    private const int LeastForMean = 5;

    /// <summary>A picture whose own part is below this share of its contrast shows nothing but the mean picture.</summary>
    private const double LeastResidual = 1e-3;

    private const double RaiseStep = 0.02;
    private const double HighestRaise = 0.985;

    /// <summary>Groups pictures.</summary>
    /// <param name="images">The pictures; only fingerprints and sizes are used.</param>
    /// <param name="options">When two belong together.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The groups; a picture without a near-duplicate is a group of its own.</returns>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    public static NearDuplicateGroups Find(IReadOnlyList<PreparedImage> images, NearDuplicateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, "the near-duplicate options");
        var groupOf = new int[images.Count];
        var warnings = new List<string>();
        foreach (var members in SizeClasses(images, options.SizeTolerance))
        {
            var sets = FindInClass(members, images, options, warnings, cancellationToken);
            for (var i = 0; i < members.Length; i++)
            {
                groupOf[members[i]] = members[sets.Find(i)];
            }
        }

        return new(groupOf, warnings);
    }

    /// <summary>Pictures that are linked by steps of nearly the same size; members in ascending order.</summary>
    private static IEnumerable<int[]> SizeClasses(IReadOnlyList<PreparedImage> images, int tolerance)
    {
        var sizes = images.Select(i => (i.Width, i.Height)).Distinct().ToArray();
        var sets = new DisjointSets(sizes.Length);
        for (var a = 0; a < sizes.Length; a++)
        {
            for (var b = a + 1; b < sizes.Length; b++)
            {
                if (Math.Abs(sizes[a].Width - sizes[b].Width) <= tolerance && Math.Abs(sizes[a].Height - sizes[b].Height) <= tolerance)
                {
                    sets.Join(a, b);
                }
            }
        }

        var indexOf = sizes.Index().ToDictionary(s => s.Item, s => s.Index);
        return Enumerable.Range(0, images.Count)
            .GroupBy(i => sets.Find(indexOf[(images[i].Width, images[i].Height)]))
            .Select(g => g.ToArray());
    }

    private static DisjointSets FindInClass(
        int[] members, IReadOnlyList<PreparedImage> images, NearDuplicateOptions options, List<string> warnings, CancellationToken cancellationToken)
    {
        var vectors = Array.ConvertAll(members, m => Standardize(images[m].Fingerprint));
        var isAligned = vectors.Length >= LeastForMean && MeanCorrelation(vectors) >= options.AlignedFrom;
        if (isAligned)
        {
            TakeCommonOut(vectors);
        }

        // Raised correlations are tried at once: joining is cheap, comparing is not.
        var levels = Levels(options.Correlation);
        var sets = Array.ConvertAll(levels, _ => new DisjointSets(members.Length));
        var search = new CorrelationSearch(vectors, Array.ConvertAll(members, m => (images[m].Width, images[m].Height)));
        search.Find(levels[0], options.SizeTolerance, options.Workers, (a, b, correlation) =>
        {
            for (var i = 0; i < levels.Length && correlation >= levels[i]; i++)
            {
                sets[i].Join(a, b);
            }
        }, cancellationToken);

        var most = Math.Max(2, (int)(options.MaxGroupShare * images.Count));
        var chosen = Array.FindIndex(sets, s => s.LargestSet() <= most);
        if (chosen == 0)
        {
            return sets[0];
        }

        var swallowed = string.Create(CultureInfo.InvariantCulture, $"at a correlation of {levels[0]:0.00} one group of near-duplicates would hold {sets[0].LargestSet()} of {images.Count} images");
        const string Remedy = "if pictures of one part can be told by their paths, give a path pattern";
        if (chosen > 0)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{swallowed}; {levels[chosen]:0.00} was asked for instead; {Remedy}"));
            return sets[chosen];
        }

        if (isAligned)
        {
            warnings.Add($"{swallowed}, so the parts cannot be told apart by their looks and only identical files were grouped; {Remedy}");
            return new(members.Length);
        }

        warnings.Add($"{swallowed}, and stays on one side of the split; if these are different parts, turn near-duplicates off; {Remedy}");
        return sets[0];
    }

    private static double[] Levels(double first)
    {
        var levels = new List<double> { first };
        for (var next = first + RaiseStep; next < HighestRaise; next += RaiseStep)
        {
            levels.Add(next);
        }

        return [.. levels];
    }

    private static float[] Standardize(float[] fingerprint)
    {
        var vector = (float[])fingerprint.Clone();
        var mean = (float)vector.Average(v => (double)v);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] -= mean;
        }

        FingerprintMath.Normalize(vector, 0);
        return vector;
    }

    /// <summary>The mean over all pairs, from the length of the sum: |Σu|² = n + Σ over pairs.</summary>
    private static double MeanCorrelation(float[][] vectors)
    {
        var sum = Sum(vectors);
        var n = (double)vectors.Length;
        return (FingerprintMath.Dot(sum, sum) - n) / (n * (n - 1));
    }

    private static float[] Sum(float[][] vectors)
    {
        var sum = new float[FingerprintMath.Length];
        foreach (var vector in vectors)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += vector[i];
            }
        }

        return sum;
    }

    private static void TakeCommonOut(float[][] vectors)
    {
        var common = FingerprintMath.LightingDirections().Append(Sum(vectors)).ToArray();
        var mean = common[^1];
        foreach (var direction in common[..^1])
        {
            FingerprintMath.Remove(mean, direction);
        }

        FingerprintMath.Normalize(mean, 0);
        foreach (var vector in vectors)
        {
            Array.ForEach(common, direction => FingerprintMath.Remove(vector, direction));
            FingerprintMath.Normalize(vector, LeastResidual);
        }
    }
}
