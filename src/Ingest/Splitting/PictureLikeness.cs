namespace InspectFlow.Ingest;

/// <summary>How much a line's pictures look alike, place by place: parts that all lie in the same way do, loose ones and webs do not.</summary>
public static class PictureLikeness
{
    /// <summary>Measures it.</summary>
    /// <param name="images">The good images.</param>
    /// <returns>
    /// The mean correlation of a picture with the mean of the others, on a grid of 48 × 48 gray values: 1 where all are the same, about 0
    /// where they have nothing in common; 0 for fewer than two.
    /// </returns>
    public static double Of(IReadOnlyCollection<PreparedImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count < 2)
        {
            return 0;
        }

        var sum = new float[FingerprintMath.Length];
        var vectors = images.Select(i => Standardised(i.Fingerprint)).ToList();
        foreach (var vector in vectors)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += vector[i];
            }
        }

        return vectors.Average(v => CorrelationWithOthers(v, sum));
    }

    private static double CorrelationWithOthers(float[] vector, float[] sum)
    {
        float[] others = [.. sum.Select((s, i) => s - vector[i])];
        FingerprintMath.Normalize(others, 0);
        return FingerprintMath.Dot(vector, others);
    }

    // Without its mean and of length 1, so that products are correlations; an even picture correlates with nothing.
    private static float[] Standardised(float[] fingerprint)
    {
        var mean = fingerprint.Average();
        float[] vector = [.. fingerprint.Select(v => v - mean)];
        FingerprintMath.Normalize(vector, 1e-6);
        return vector;
    }
}
