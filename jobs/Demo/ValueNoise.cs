using System.Runtime.CompilerServices;

namespace InspectFlow.Jobs.Demo;

/// <summary>Smooth random fields that follow from a seed and a place, so they can be looked up anywhere in any order.</summary>
internal static class ValueNoise
{
    /// <summary>Looks up a field with features of size 1: random values at whole coordinates, smoothly joined; in [−1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float At(float x, float y, uint seed)
    {
        var left = MathF.Floor(x);
        var top = MathF.Floor(y);
        var fx = Smooth(x - left);
        var fy = Smooth(y - top);
        var (i, j) = ((int)left, (int)top);
        var upper = Mix(Lattice(i, j, seed), Lattice(i + 1, j, seed), fx);
        var lower = Mix(Lattice(i, j + 1, seed), Lattice(i + 1, j + 1, seed), fx);
        return Mix(upper, lower, fy);
    }

    /// <summary>Looks up a field with features of size 1 and, fainter, of 1/2 and 1/4.</summary>
    public static float Fractal(float x, float y, uint seed) =>
        (0.57f * At(x, y, seed)) + (0.29f * At(2 * x, 2 * y, seed + 1)) + (0.14f * At(4 * x, 4 * y, seed + 2));

    public static float Mix(float a, float b, float share) => a + ((b - a) * share);

    /// <summary>Rises smoothly from 0 at <paramref name="low"/> to 1 at <paramref name="high"/>.</summary>
    public static float Step(float low, float high, float x) => Smooth(Math.Clamp((x - low) / (high - low), 0f, 1f));

    private static float Smooth(float t) => t * t * (3 - (2 * t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lattice(int i, int j, uint seed)
    {
        var h = ((uint)i * 0x8DA6B343u) ^ ((uint)j * 0xD8163841u) ^ (seed * 0xCB1AB31Fu);
        h = (h ^ (h >> 16)) * 0x7FEB352Du;
        h = (h ^ (h >> 15)) * 0x846CA68Bu;
        h ^= h >> 16;
        return (h * (2f / uint.MaxValue)) - 1;
    }
}
