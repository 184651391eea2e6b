using System.Globalization;

namespace InspectFlow.Ingest;

/// <summary>
/// Finds pictures of the same part, which must not lie on both sides of a split: thresholds set on twins of what was learned
/// are too tight. Two pictures of nearly the same size belong together when their fingerprints, mirrored or not, correlate.
/// <para>
/// On a line that holds its parts in place all good pictures correlate, also those of different parts. Where a group would
/// swallow the set and all its pictures are alike (<see cref="NearDuplicateOptions.AlignedFrom"/>), their mean picture and
/// planar lighting are taken out, and what is left, the part's own marks, is compared. Where a group would still swallow
/// the set, a higher correlation is asked for, and a warning says so. What no correlation parts stays together: few parts
/// pictured often look just like that, and a split that is refused is better than thresholds that are too tight.
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
        var sizes = Array.ConvertAll(members, m => (images[m].Width, images[m].Height));
        var most = Math.Max(2, (int)(options.MaxGroupShare * images.Count));
        var isAligned = vectors.Length >= LeastForMean && MeanCorrelation(vectors) >= options.AlignedFrom;
        var levels = Levels(options.Correlation);
        var sets = Join(vectors, sizes, levels, options, isAligned ? most : int.MaxValue, cancellationToken);
        if (isAligned && sets[0].Largest > most)
        {
            TakeCommonOut(vectors);
            sets = Join(vectors, sizes, levels, options, int.MaxValue, cancellationToken);
        }

        if (sets[0].Largest <= most)
        {
            return sets[0];
        }

        var swallowed = string.Create(CultureInfo.InvariantCulture, $"at a correlation of {levels[0]:0.00} one group of near-duplicates holds {sets[0].Largest} of {images.Count} images");
        const string Remedy = "if their paths tell which part they show, give a path pattern";
        var chosen = Array.FindIndex(sets, s => s.Largest <= most);
        if (chosen > 0)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{swallowed}; {levels[chosen]:0.00} was asked for instead; {Remedy}"));
            return sets[chosen];
        }

        warnings.Add($"{swallowed} and lies on one side of the split; if these show different parts, turn near-duplicates off; {Remedy}");
        return sets[0];
    }

    /// <summary>
    /// Joins the pairs found, for every level at once: comparing is what costs. Stops where the first level's largest set
    /// passes <paramref name="stopAbove"/>.
    /// </summary>
    private static DisjointSets[] Join(
        float[][] vectors, (int Width, int Height)[] sizes, double[] levels, NearDuplicateOptions options, int stopAbove, CancellationToken cancellationToken)
    {
        var sets = Array.ConvertAll(levels, _ => new DisjointSets(vectors.Length));
        new CorrelationSearch(vectors, sizes).Find(levels[0], options.SizeTolerance, options.Workers, (a, b, correlation) =>
        {
            for (var i = 0; i < levels.Length && correlation >= levels[i]; i++)
            {
                sets[i].Join(a, b);
            }

            return sets[0].Largest <= stopAbove;
        }, cancellationToken);
        return sets;
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
