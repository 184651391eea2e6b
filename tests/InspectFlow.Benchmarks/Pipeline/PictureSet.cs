using System.Buffers.Binary;
using System.Globalization;
using InspectFlow.Jobs.Demo;
using OpenCvSharp;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>
/// JPEG pictures like a camera's: some dozen parts drawn by the demo's renderer, each picture another shot of one of
/// them, moved, lit and noisy in its own way. No two have the same content.
/// </summary>
internal sealed class PictureSet
{
    private const int Width = 288;
    private const int Height = 216;
    private const int Parts = 48;
    private const int PerFolder = 1000;
    private const int Shift = 3;
    private const long Seed = 1;

    private readonly byte[][] parts = new byte[Parts][];

    public PictureSet()
    {
        var renderer = new PartRenderer(Width, Height);
        Parallel.For(0, Parts, i => parts[i] = renderer.Render(Seed, i).Pixels);
    }

    /// <summary>Writes pictures.</summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="first">The number of the first one.</param>
    /// <param name="count">How many.</param>
    public void Write(string folder, int first, int count)
    {
        Directory.CreateDirectory(folder);
        Parallel.For(first, first + count, i => File.WriteAllBytes(Path.Combine(folder, Name(i)), Encode(i)));
    }

    /// <summary>Writes very many pictures cheaply: few are encoded, and each file has a comment of its own inside.</summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="count">How many.</param>
    public void WriteCommented(string folder, int count)
    {
        var encoded = new byte[Parts][];
        Parallel.For(0, Parts, i => encoded[i] = Encode(i));
        for (var start = 0; start < count; start += PerFolder)
        {
            var target = Directory.CreateDirectory(Path.Combine(folder, Name(start))).FullName;
            Parallel.For(start, Math.Min(count, start + PerFolder), i =>
                File.WriteAllBytes(Path.Combine(target, Name(i)), WithComment(encoded[i % Parts], i)));
        }
    }

    /// <summary>Makes a picture.</summary>
    /// <param name="number">Its number, which decides everything.</param>
    /// <returns>The JPEG file.</returns>
    public byte[] Encode(int number)
    {
        var random = new KeyedRandom(Seed, number);
        var part = parts[number % Parts];
        var (right, down) = (random.NextInt(2 * Shift), random.NextInt(2 * Shift));
        var light = random.NextInt(9) - 4;
        var pixels = new byte[Width * Height];
        ulong noise = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            noise = i % 32 == 0 ? random.NextUInt64() : noise >> 2;
            var (y, x) = Math.DivRem(i, Width);
            var source = (Math.Clamp(y + down - Shift, 0, Height - 1) * Width) + Math.Clamp(x + right - Shift, 0, Width - 1);
            pixels[i] = (byte)Math.Clamp(part[source] + light + (int)(noise & 3) - 1, 0, 255);
        }

        using var image = Mat.FromPixelData(Height, Width, MatType.CV_8UC1, pixels);
        Cv2.ImEncode(".jpg", image, out var bytes);
        return bytes;
    }

    // A comment segment (marker FE) of eight bytes, right after the start of the image.
    private static byte[] WithComment(byte[] jpeg, int number)
    {
        var bytes = new byte[jpeg.Length + 8];
        jpeg.AsSpan(0, 2).CopyTo(bytes);
        bytes[2] = 0xFF;
        bytes[3] = 0xFE;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), 6);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(6), number);
        jpeg.AsSpan(2).CopyTo(bytes.AsSpan(10));
        return bytes;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"part_{number:D6}.jpg");
}
