using System.Numerics;

namespace InspectFlow.Model.Defects;

/// <summary>Arithmetic on whole pictures, several values at a time.</summary>
internal static class Planes
{
    /// <summary>Sets <paramref name="result"/> to values times a factor.</summary>
    public static void Scale(ReadOnlySpan<float> values, float factor, Span<float> result)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(values[i..]) * factor).CopyTo(result[i..]);
        }

        for (; i < values.Length; i++)
        {
            result[i] = values[i] * factor;
        }
    }

    /// <summary>Adds the sum of two rows times a factor.</summary>
    public static void AddSum(Span<float> result, ReadOnlySpan<float> first, ReadOnlySpan<float> second, float factor)
    {
        var i = 0;
        for (; i <= result.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(result[i..]) + ((new Vector<float>(first[i..]) + new Vector<float>(second[i..])) * factor)).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] += (first[i] + second[i]) * factor;
        }
    }

    /// <summary>Replaces a picture by another where, and as far as, a mask says: x + s·m·(y − x).</summary>
    /// <param name="picture">The picture, changed in place.</param>
    /// <param name="other">What is to be seen instead.</param>
    /// <param name="mask">The mask, one channel.</param>
    /// <param name="share">A factor on the mask.</param>
    public static void Mix(Picture picture, Picture other, Picture mask, double share = 1)
    {
        var strength = (float)share;
        for (var c = 0; c < picture.Channels; c++)
        {
            var x = picture.Plane(c);
            var y = other.Plane(c);
            var m = mask.Plane(0);
            var i = 0;
            for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var old = new Vector<float>(x[i..]);
                (old + ((new Vector<float>(y[i..]) - old) * new Vector<float>(m[i..]) * strength)).CopyTo(x[i..]);
            }

            for (; i < x.Length; i++)
            {
                x[i] += (y[i] - x[i]) * m[i] * strength;
            }
        }
    }

    /// <summary>Adds a mask, times an amplitude for each channel.</summary>
    /// <param name="picture">The picture, changed in place.</param>
    /// <param name="mask">The mask, one channel.</param>
    /// <param name="amplitudes">One for each channel.</param>
    public static void Add(Picture picture, Picture mask, ReadOnlySpan<float> amplitudes)
    {
        for (var c = 0; c < picture.Channels; c++)
        {
            var x = picture.Plane(c);
            var m = mask.Plane(0);
            var i = 0;
            for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                (new Vector<float>(x[i..]) + (new Vector<float>(m[i..]) * amplitudes[c])).CopyTo(x[i..]);
            }

            for (; i < x.Length; i++)
            {
                x[i] += m[i] * amplitudes[c];
            }
        }
    }

    /// <summary>Gives the first picture times a factor plus the second times another.</summary>
    public static Picture Combine(Picture first, double a, Picture second, double b)
    {
        var result = new Picture(first.Channels, first.Height, first.Width);
        var (p, q) = ((float)a, (float)b);
        var x = first.Values.AsSpan();
        var y = second.Values.AsSpan();
        var z = result.Values.AsSpan();
        var i = 0;
        for (; i <= z.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            ((new Vector<float>(x[i..]) * p) + (new Vector<float>(y[i..]) * q)).CopyTo(z[i..]);
        }

        for (; i < z.Length; i++)
        {
            z[i] = (x[i] * p) + (y[i] * q);
        }

        return result;
    }

    /// <summary>Raises a mask to another where that is larger.</summary>
    public static void Raise(Picture mask, Picture other)
    {
        var x = mask.Values.AsSpan();
        var y = other.Values.AsSpan();
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Max(new Vector<float>(x[i..]), new Vector<float>(y[i..])).CopyTo(x[i..]);
        }

        for (; i < x.Length; i++)
        {
            x[i] = Math.Max(x[i], y[i]);
        }
    }
}
