namespace InspectFlow.Jobs.Demo;

/// <summary>Turns light into grey levels, with what a lens and a sensor do to it.</summary>
internal static class PartCamera
{
    private const float Vignette = 0.28f;
    private const float Gamma = 1 / 2.2f;
    private const float ShotNoise = 1.5f;

    /// <summary>Blurs in place with a Gaussian of a standard deviation in pixels.</summary>
    public static void Blur(float[] light, int width, int height, float deviation)
    {
        var reach = (int)MathF.Ceiling(3 * deviation);
        var kernel = Enumerable.Range(-reach, (2 * reach) + 1).Select(i => MathF.Exp(-i * i / (2 * deviation * deviation))).ToArray();
        var sum = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] /= sum;
        }

        var rows = new float[light.Length];
        for (var start = 0; start < light.Length; start += width)
        {
            for (var column = 0; column < width; column++)
            {
                float weighted = 0;
                for (var i = 0; i < kernel.Length; i++)
                {
                    weighted += kernel[i] * light[start + Math.Clamp(column + i - reach, 0, width - 1)];
                }

                rows[start + column] = weighted;
            }
        }

        Array.Clear(light);
        for (var row = 0; row < height; row++)
        {
            var destination = light.AsSpan(row * width, width);
            for (var i = 0; i < kernel.Length; i++)
            {
                var source = rows.AsSpan(Math.Clamp(row + i - reach, 0, height - 1) * width, width);
                for (var column = 0; column < width; column++)
                {
                    destination[column] += kernel[i] * source[column];
                }
            }
        }
    }

    /// <summary>Exposes: vignette, exposure, tone curve, noise, 8 bits.</summary>
    public static byte[] Expose(float[] light, int width, int height, PartShot shot, KeyedRandom random)
    {
        var pixels = new byte[light.Length];
        var (middleX, middleY) = ((width - 1) / 2f, (height - 1) / 2f);
        var corner = (middleX * middleX) + (middleY * middleY);
        for (var at = 0; at < light.Length; at++)
        {
            var (dx, dy) = ((at % width) - middleX, (at / width) - middleY);
            var falloff = 1 - (Vignette * ((dx * dx) + (dy * dy)) / corner);
            var level = MathF.Pow(Math.Max(0, light[at] * falloff * shot.Exposure), Gamma);
            var deviation = shot.ReadNoise + (ShotNoise * MathF.Sqrt(level));
            pixels[at] = (byte)Math.Clamp((level * 255) + (deviation * (float)random.NextGaussian()) + 0.5f, 0, 255);
        }

        return pixels;
    }
}
