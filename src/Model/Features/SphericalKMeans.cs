using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Spherical k-means (Coates and Ng, "Learning feature representations with k-means", 2012): atoms of length 1, each
/// sample assigned to the atom with which it correlates most by amount, each atom moved to the sum of its samples times
/// their correlations, signs included.
/// </summary>
internal static class SphericalKMeans
{
    // Samples are correlated in shares of this many, so that memory stays small and threads can share the work.
    private const int Share = 8192;

    // An atom keeps a little of its own direction, so that one without samples keeps all of it.
    private const float Damping = 0.1f;

    /// <summary>Learns atoms.</summary>
    /// <param name="samples">The samples; centred and, where directions alone matter, of length 1.</param>
    /// <param name="count">K, how many atoms.</param>
    /// <param name="iterations">How often samples are assigned and atoms moved.</param>
    /// <param name="random">Draws the first atoms.</param>
    /// <param name="work">
    /// Runs a step for each of so many shares of the samples, one after the other or at once; the sums are the same.
    /// </param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The atoms, K rows.</returns>
    public static SampleRows Learn(
        SampleRows samples, int count, int iterations, KeyedRandom random, Action<int, Action<int>> work, CancellationToken cancellationToken)
    {
        var atoms = new SampleRows(count, samples.Length);
        for (var i = 0; i < atoms.Values.Length; i++)
        {
            atoms.Values[i] = (float)random.NextGaussian();
        }

        Normalise(atoms);
        var moved = new SampleRows[(samples.Count + Share - 1) / Share];
        for (var i = 0; i < iterations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var directions = atoms;
            work(moved.Length, share => moved[share] = Sum(samples, share, directions));
            atoms = Move(moved, directions);
        }

        return atoms;
    }

    /// <summary>Correlates samples with atoms.</summary>
    /// <param name="samples">The samples, [n,length].</param>
    /// <param name="atoms">The atoms, [K,length].</param>
    /// <returns>The products, [n,K].</returns>
    public static Tensor Correlate(Tensor samples, Tensor atoms)
    {
        using var scope = NewDisposeScope();
        var (n, length) = (samples.shape[0], samples.shape[1]);
        return RowProduct.Of(samples.view(1, n, 1, length), atoms).permute(0, 2, 3, 1).reshape(n, -1).MoveToOuterDisposeScope();
    }

    // What one share of the samples adds to each atom.
    private static SampleRows Sum(SampleRows samples, int share, SampleRows atoms)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var sum = new SampleRows(atoms.Count, atoms.Length);
        var start = share * Share;
        var rows = Math.Min(Share, samples.Count - start);
        var products = Correlate(samples.ToTensor(start, rows), atoms.ToTensor());
        var values = MemoryMarshal.Cast<byte, float>(products.bytes);
        for (var i = 0; i < rows; i++)
        {
            var (nearest, product) = Nearest(values.Slice(i * atoms.Count, atoms.Count));
            AddScaled(sum[nearest], samples[start + i], product);
        }

        return sum;
    }

    private static SampleRows Move(SampleRows[] shares, SampleRows atoms)
    {
        var moved = new SampleRows(atoms.Count, atoms.Length);
        foreach (var share in shares)
        {
            AddScaled(moved.Values, share.Values, 1);
        }

        AddScaled(moved.Values, atoms.Values, Damping);
        Normalise(moved);
        return moved;
    }

    private static (int Atom, float Product) Nearest(ReadOnlySpan<float> products)
    {
        var (nearest, most) = (0, -1f);
        for (var k = 0; k < products.Length; k++)
        {
            var amount = Math.Abs(products[k]);
            if (amount > most)
            {
                (nearest, most) = (k, amount);
            }
        }

        return (nearest, products[nearest]);
    }

    private static void AddScaled(Span<float> sum, ReadOnlySpan<float> added, float factor)
    {
        var (width, share) = (Vector<float>.Count, new Vector<float>(factor));
        var at = 0;
        for (; at <= sum.Length - width; at += width)
        {
            (new Vector<float>(sum[at..]) + (share * new Vector<float>(added[at..]))).CopyTo(sum[at..]);
        }

        for (; at < sum.Length; at++)
        {
            sum[at] += factor * added[at];
        }
    }

    private static void Normalise(SampleRows atoms)
    {
        for (var k = 0; k < atoms.Count; k++)
        {
            var atom = atoms[k];
            var square = 0.0;
            foreach (var value in atom)
            {
                square += (double)value * value;
            }

            // Only sums that cancel to nothing have length 0; they stay without direction.
            var factor = square > 0 ? (float)(1 / Math.Sqrt(square)) : 0;
            foreach (ref var value in atom)
            {
                value *= factor;
            }
        }
    }
}
