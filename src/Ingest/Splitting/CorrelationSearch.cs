namespace InspectFlow.Ingest;

/// <summary>Finds the pairs of unit vectors that correlate, as they are or mirrored, by at least a given amount.</summary>
internal sealed class CorrelationSearch
{
    private const int Flips = 4;

    private readonly float[][] vectors;
    private readonly (int Width, int Height)[] sizes;
    private readonly float[] pooled;
    private readonly float[] leftOver;
    private readonly int[] byWidth;

    /// <param name="vectors">Vectors of length 1 or 0.</param>
    /// <param name="sizes">The pictures' sizes in pixels.</param>
    public CorrelationSearch(float[][] vectors, (int Width, int Height)[] sizes)
    {
        this.vectors = vectors;
        this.sizes = sizes;
        byWidth = Enumerable.Range(0, vectors.Length).OrderBy(i => sizes[i].Width).ThenBy(i => i).ToArray();
        pooled = new float[vectors.Length * FingerprintMath.PooledLength];
        leftOver = new float[vectors.Length];
        for (var at = 0; at < byWidth.Length; at++)
        {
            var projection = PooledAt(at);
            FingerprintMath.Pool(vectors[byWidth[at]], projection);
            leftOver[at] = LeftOver(vectors[byWidth[at]], projection);
        }
    }

    /// <summary>Reports every pair of nearly the same size whose best correlation reaches <paramref name="least"/>.</summary>
    /// <param name="least">The correlation asked for.</param>
    /// <param name="sizeTolerance">By how many pixels width and height may differ.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="onPair">
    /// Told of the two indices and their correlation; never called twice at the same time. False ends the search.
    /// </param>
    /// <param name="cancellationToken">Stops the search.</param>
    public void Find(double least, int sizeTolerance, int workers, Func<int, int, double, bool> onPair, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        Parallel.For(0, byWidth.Length, parallel, () => new Row(), (at, loop, row) =>
        {
            row.Take(vectors[byWidth[at]]);
            Compare(at, row, (float)least, sizeTolerance);
            lock (gate)
            {
                if (!row.Found.TrueForAll(f => onPair(byWidth[at], f.Other, f.Correlation)))
                {
                    loop.Stop();
                }
            }

            return row;
        }, static _ => { });
    }

    private static float LeftOver(float[] vector, ReadOnlySpan<float> projection) =>
        MathF.Sqrt(Math.Max(0, FingerprintMath.Dot(vector, vector) - FingerprintMath.Dot(projection, projection)));

    private Span<float> PooledAt(int at) => pooled.AsSpan(at * FingerprintMath.PooledLength, FingerprintMath.PooledLength);

    private void Compare(int at, Row row, float least, int sizeTolerance)
    {
        var (width, height) = sizes[byWidth[at]];
        for (var other = at + 1; other < byWidth.Length; other++)
        {
            var j = byWidth[other];
            if (sizes[j].Width - width > sizeTolerance)
            {
                break;
            }

            if (Math.Abs(sizes[j].Height - height) <= sizeTolerance)
            {
                var best = row.Best(vectors[j], PooledAt(other), least - (leftOver[at] * leftOver[other]));
                if (best >= least)
                {
                    row.Found.Add((j, best));
                }
            }
        }
    }

    /// <summary>One vector in its four mirrorings, and the partners found for it. One per thread.</summary>
    private sealed class Row
    {
        private readonly float[][] flipped = Enumerable.Range(0, Flips).Select(_ => new float[FingerprintMath.Length]).ToArray();
        private readonly float[][] flippedPooled = Enumerable.Range(0, Flips).Select(_ => new float[FingerprintMath.PooledLength]).ToArray();

        public List<(int Other, float Correlation)> Found { get; } = [];

        public void Take(float[] vector)
        {
            Found.Clear();
            for (var flip = 0; flip < Flips; flip++)
            {
                FingerprintMath.Flip(vector, flipped[flip], (flip & 1) != 0, (flip & 2) != 0);
                FingerprintMath.Pool(flipped[flip], flippedPooled[flip]);
            }
        }

        public float Best(float[] other, ReadOnlySpan<float> otherPooled, float leastPooled)
        {
            var best = float.NegativeInfinity;
            for (var flip = 0; flip < Flips; flip++)
            {
                if (FingerprintMath.Dot(flippedPooled[flip], otherPooled) >= leastPooled)
                {
                    best = Math.Max(best, FingerprintMath.Dot(flipped[flip], other));
                }
            }

            return best;
        }
    }
}
