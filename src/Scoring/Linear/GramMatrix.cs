using System.Numerics;
using DenseMatrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;

namespace InspectFlow.Scoring;

/// <summary>Inner products of every two of a number of long vectors, taken in stretches so that memory stays small.</summary>
internal static class GramMatrix
{
    private const int Stretch = 2048;

    /// <summary>Fills <paramref name="destination"/> with a stretch of one vector.</summary>
    public delegate void Fill(int vector, int first, Span<double> destination);

    /// <summary>Computes the matrix of inner products. Every entry is summed in one order, however many threads share the work.</summary>
    public static DenseMatrix Of(int count, int length, Fill fill)
    {
        var gram = new double[count * (long)count];
        var stretch = new double[count * (long)Math.Min(Stretch, length)];
        for (var first = 0; first < length; first += Stretch)
        {
            var size = Math.Min(Stretch, length - first);
            Parallel.For(0, count, i => fill(i, first, stretch.AsSpan(i * size, size)));
            Parallel.For(0, count, i =>
            {
                var a = stretch.AsSpan(i * size, size);
                for (var j = 0; j <= i; j++)
                {
                    gram[(i * (long)count) + j] += Dot(a, stretch.AsSpan(j * size, size));
                }
            });
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                gram[(j * (long)count) + i] = gram[(i * (long)count) + j];
            }
        }

        return new DenseMatrix(count, count, gram);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum0 = Vector<double>.Zero;
        var sum1 = Vector<double>.Zero;
        var i = 0;
        for (; i <= a.Length - (2 * Vector<double>.Count); i += 2 * Vector<double>.Count)
        {
            sum0 += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
            sum1 += new Vector<double>(a[(i + Vector<double>.Count)..]) * new Vector<double>(b[(i + Vector<double>.Count)..]);
        }

        var sum = Vector.Sum(sum0 + sum1);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
