using System.Numerics;
using System.Runtime.InteropServices;

namespace InspectFlow.Ingest;

/// <summary>Arithmetic on fingerprints, as vectors of 48 × 48 values.</summary>
internal static class FingerprintMath
{
    public const int Side = Preprocessor.FingerprintSide;
    public const int Length = Side * Side;

    private const int Block = 4;
    private const int PooledSide = Side / Block;

    /// <summary>The length of a pooled vector.</summary>
    public const int PooledLength = PooledSide * PooledSide;

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        var (sum0, sum1) = (Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i + 1 < va.Length; i += 2)
        {
            sum0 += va[i] * vb[i];
            sum1 += va[i + 1] * vb[i + 1];
        }

        for (; i < va.Length; i++)
        {
            sum0 += va[i] * vb[i];
        }

        var sum = Vector.Sum(sum0 + sum1);
        for (var k = va.Length * Vector<float>.Count; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    /// <summary>Scales to length 1; what has next to no length (less than <paramref name="least"/>) becomes zero.</summary>
    public static void Normalize(Span<float> vector, double least)
    {
        var length = Math.Sqrt(Dot(vector, vector));
        var factor = length > least ? (float)(1 / length) : 0;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] *= factor;
        }
    }

    /// <summary>Takes the part along the unit vector <paramref name="direction"/> out.</summary>
    public static void Remove(Span<float> vector, ReadOnlySpan<float> direction)
    {
        var share = Dot(vector, direction);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] -= share * direction[i];
        }
    }

    public static void Flip(ReadOnlySpan<float> source, Span<float> destination, bool horizontally, bool vertically)
    {
        for (var y = 0; y < Side; y++)
        {
            var row = destination.Slice(y * Side, Side);
            source.Slice((vertically ? Side - 1 - y : y) * Side, Side).CopyTo(row);
            if (horizontally)
            {
                row.Reverse();
            }
        }
    }

    /// <summary>
    /// Projects on the orthonormal blocks of 4 × 4 cells. With the lengths of what is left this bounds a correlation from
    /// above: u·v ≤ Pu·Pv + |u − Pu| |v − Pv| (Cauchy and Schwarz), so that most pairs need no full product.
    /// </summary>
    public static void Pool(ReadOnlySpan<float> vector, Span<float> pooled)
    {
        pooled.Clear();
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                pooled[(y / Block * PooledSide) + (x / Block)] += vector[(y * Side) + x] / Block;
            }
        }
    }

    /// <summary>The unit vectors of a constant and of planar lighting, which are orthogonal on a grid.</summary>
    public static float[][] LightingDirections()
    {
        var directions = new[] { new float[Length], new float[Length], new float[Length] };
        for (var i = 0; i < Length; i++)
        {
            directions[0][i] = 1;
            directions[1][i] = (i % Side) - ((Side - 1) / 2f);
            directions[2][i] = (i / Side) - ((Side - 1) / 2f);
        }

        Array.ForEach(directions, d => Normalize(d, 0));
        return directions;
    }
}
