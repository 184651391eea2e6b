using System.Buffers.Binary;
using InspectFlow.Ingest;
using OpenCvSharp;

namespace InspectFlow.Tests.Ingest;

/// <summary>Image files made by code, good ones and ones with something wrong.</summary>
internal static class TestImages
{
    /// <summary>A gray picture without symmetry, so that any turn shows.</summary>
    public static Mat Gray(int width = 40, int height = 30, int seed = 1)
    {
        var random = new KeyedRandom(seed);
        var mat = new Mat(height, width, MatType.CV_8UC1);
        mat.SetArray(Enumerable.Range(0, width * height).Select(i => (byte)((i % width * 3) + (i / width) + random.NextInt(20))).ToArray());
        return mat;
    }

    public static byte[] Encode(Mat mat, string extension)
    {
        Cv2.ImEncode(extension, mat, out var bytes).ShouldBeTrueOrThrow();
        return bytes;
    }

    public static byte[] Encoded(string extension, int width = 40, int height = 30, int seed = 1)
    {
        using var mat = Gray(width, height, seed);
        return Encode(mat, extension);
    }

    /// <summary>The picture whose four quarters are 10, 20, 30 and 40, clockwise from the upper left.</summary>
    public static Mat Quarters(MatType type, double unit = 1)
    {
        var mat = new Mat(32, 64, type, Scalar.All(10 * unit));
        foreach (var (x, y, value) in new[] { (32, 0, 20), (32, 16, 30), (0, 16, 40) })
        {
            using var quarter = mat.SubMat(new Rect(x, y, 32, 16));
            quarter.SetTo(Scalar.All(value * unit));
        }

        return mat;
    }

    public static byte[] Exif(int orientation, bool little = false)
    {
        byte[] block = [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return little
            ? [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
            : block;
    }

    public static byte[] WithJpegSegment(byte[] jpeg, byte marker, byte[] data)
    {
        var length = data.Length + 2;
        return [.. jpeg[..2], 0xFF, marker, (byte)(length >> 8), (byte)length, .. data, .. jpeg[2..]];
    }

    /// <summary>Puts a chunk behind the header of a PNG.</summary>
    public static byte[] WithPngChunk(byte[] png, string type, byte[] data)
    {
        const int HeaderEnd = 33;
        return [.. png[..HeaderEnd], .. PngChunk(type, data), .. png[HeaderEnd..]];
    }

    public static byte[] PngChunk(string type, byte[] data)
    {
        byte[] body = [.. type.Select(c => (byte)c), .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc32.Compute(body))];
    }

    /// <summary>Changes the size that a PNG claims to have, check sum included.</summary>
    public static byte[] WithPngSize(byte[] png, int width, int height)
    {
        byte[] header = [.. BigEndian((uint)width), .. BigEndian((uint)height), .. png[24..29]];
        return [.. png[..8], .. PngChunk("IHDR", header), .. png[33..]];
    }

    /// <summary>Finds the frame header of a JPEG: the position of its precision byte.</summary>
    public static int JpegFrame(byte[] jpeg) => jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0, 0x00]) + 4;

    /// <summary>Changes the first value of a tag in a little-endian TIFF's first directory.</summary>
    public static byte[] WithTiffTag(byte[] tiff, int tag, ushort value)
    {
        var copy = (byte[])tiff.Clone();
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(copy.AsSpan(4));
        for (var i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(copy.AsSpan(directory)); i++)
        {
            var entry = copy.AsSpan(directory + 2 + (12 * i));
            if (BinaryPrimitives.ReadUInt16LittleEndian(entry) == tag)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(entry[8..], value);
                return copy;
            }
        }

        throw new InvalidOperationException($"The TIFF has no tag {tag}.");
    }

    public static SourceFile Describe(string path, string? relative = null)
    {
        var info = new FileInfo(path);
        return new(path, relative ?? info.Name, info.Length, new DateTimeOffset(info.LastWriteTimeUtc), IsSettled: true);
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static void ShouldBeTrueOrThrow(this bool encoded)
    {
        if (!encoded)
        {
            throw new InvalidOperationException("OpenCV did not encode the picture.");
        }
    }
}
