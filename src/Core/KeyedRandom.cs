using System.Numerics;

namespace InspectFlow;

/// <summary>
/// A small random generator whose stream follows from its keys alone, so that a draw can be repeated without knowing
/// what was drawn before it: training resumed after a kill sees the augmentation that it would have seen.
/// The generator is xoshiro256** (Blackman and Vigna, 2018), seeded from the keys by SplitMix64.
/// </summary>
public sealed class KeyedRandom
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>Initializes a new instance of the <see cref="KeyedRandom"/> class.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="first">The first key, for example the training step.</param>
    /// <param name="second">The second key, for example the image's index.</param>
    /// <param name="purpose">What the draws are for, so that two uses of the same keys are independent.</param>
    public KeyedRandom(long seed, long first = 0, long second = 0, long purpose = 0)
    {
        var state = Mix(Mix(Mix(Mix((ulong)seed) ^ (ulong)first) ^ (ulong)second) ^ (ulong)purpose);
        s0 = Mix(state);
        s1 = Mix(s0);
        s2 = Mix(s1);
        s3 = Mix(s2);
    }

    /// <summary>Draws 64 random bits.</summary>
    /// <returns>The bits.</returns>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Draws uniformly from [0, 1), with 53 random bits.</summary>
    /// <returns>The number drawn.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws uniformly from [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <returns>The number drawn.</returns>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Draws uniformly from 0 to <paramref name="exclusiveMax"/> − 1.</summary>
    /// <param name="exclusiveMax">How many values there are; at least 1.</param>
    /// <returns>The number drawn.</returns>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (int)Math.BigMul(NextUInt64(), (ulong)exclusiveMax, out _);
    }

    /// <summary>Draws from the standard normal distribution (Box and Muller's transform, one of the pair).</summary>
    /// <returns>The number drawn.</returns>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts <paramref name="items"/> in random order (Fisher and Yates).</summary>
    /// <typeparam name="T">What the items are.</typeparam>
    /// <param name="items">The items, reordered in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
