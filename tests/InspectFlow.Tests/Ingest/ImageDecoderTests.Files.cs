using System.Buffers.Binary;
using OpenCvSharp;

namespace InspectFlow.Tests.Ingest;

/// <summary>The collection of good and bad files.</summary>
public sealed partial class ImageDecoderTests
{
    private static byte[] Make(string kind)
    {
        var png = TestImages.Encoded(".png");
        var jpeg = TestImages.Encoded(".jpg");
        var bmp = TestImages.Encoded(".bmp");
        var tiff = TestImages.Encoded(".tiff");
        var frame = TestImages.JpegFrame(jpeg);
        return kind switch
        {
            "empty" => [],
            "text" => "this is no image"u8.ToArray(),
            "gif" => "GIF89a\u0001\0\u0001\0"u8.ToArray(),
            "cut png" => png[..(png.Length / 2)],
            "png without end" => png[..^12],
            "png of its signature" => png[..8],
            "png with a wrong byte" => With(png, png.Length / 2, (byte)~png[png.Length / 2]),
            "png without pixels" => [.. png[..33], .. png[^12..]],
            "png of no size" => TestImages.WithPngSize(png, 0, 30),
            "animated png" => TestImages.WithPngChunk(png, "acTL", [0, 0, 0, 2, 0, 0, 0, 0]),
            "cut jpeg" => jpeg[..(jpeg.Length / 2)],
            "jpeg without end" => jpeg[..^2],
            "jpeg of its signature" => jpeg[..4],
            "jpeg with a broken segment" => With(jpeg, 4 + jpeg[5], 0x00),
            "jpeg of no height" => With(jpeg, frame + 1, 0, 0),
            "cmyk jpeg" => With(jpeg, frame + 5, 4),
            "12-bit jpeg" => With(jpeg, frame, 12),
            "cut bmp" => bmp[..^1],
            "bmp of its headers" => bmp[..30],
            "bmp of no width" => With(bmp, 18, 0, 0, 0, 0),
            "bmp of 7 bits" => With(bmp, 28, 7),
            "cut tiff" => CutTiff(tiff),
            "tiff of its header" => tiff[..8],
            "tiff of another kind" => With(tiff, 2, 44),
            "tiff of two pages" => TwoPages(tiff),
            "cmyk tiff" => TestImages.WithTiffTag(tiff, 262, 5),
            "float tiff" => TestImages.WithTiffTag(tiff, 339, 3),
            "tiff with alpha" => AlphaTiff(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static byte[] Bomb(string kind)
    {
        var jpeg = TestImages.Encoded(".jpg");
        return kind switch
        {
            "png" => TestImages.WithPngSize(TestImages.Encoded(".png"), 100_000, 100_000),
            "jpeg" => With(jpeg, TestImages.JpegFrame(jpeg) + 1, 0xFF, 0xFF, 0xFF, 0xFF),
            "bmp" => With(TestImages.Encoded(".bmp"), 18, 0, 0, 1, 0, 0, 0, 1, 0),
            _ => TestImages.WithTiffTag(TestImages.WithTiffTag(TestImages.Encoded(".tiff"), 256, 60_000), 257, 60_000),
        };
    }

    private static byte[] With(byte[] bytes, int at, params byte[] values)
    {
        var copy = (byte[])bytes.Clone();
        values.CopyTo(copy, at);
        return copy;
    }

    // The strips of OpenCV's TIFF come before its directory, so cutting means moving the directory's pointers past the end.
    private static byte[] CutTiff(byte[] tiff) => TestImages.WithTiffTag(tiff, 279, ushort.MaxValue);

    private static byte[] TwoPages(byte[] tiff)
    {
        var copy = (byte[])tiff.Clone();
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(copy.AsSpan(4));
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(copy.AsSpan(directory));
        BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(directory + 2 + (12 * entries)), (uint)directory);
        return copy;
    }

    private static byte[] AlphaTiff()
    {
        using var mat = new Mat(8, 8, MatType.CV_8UC4, new Scalar(1, 2, 3, 4));
        return TestImages.Encode(mat, ".tiff");
    }

    /// <summary>Appends a copy of the directory that has the orientation tag as well.</summary>
    private static byte[] WithOrientation(byte[] tiff, int orientation)
    {
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(tiff.AsSpan(4));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(tiff.AsSpan(directory));
        var entries = Enumerable.Range(0, count).Select(i => tiff.AsSpan(directory + 2 + (12 * i), 12).ToArray()).ToList();
        entries.RemoveAll(e => BinaryPrimitives.ReadUInt16LittleEndian(e) == 274);
        entries.Add([0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0]);
        var sorted = entries.OrderBy(e => BinaryPrimitives.ReadUInt16LittleEndian(e)).SelectMany(e => e);
        byte[] result = [.. tiff, .. new byte[tiff.Length % 2], (byte)entries.Count, 0, .. sorted, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), (uint)(tiff.Length + (tiff.Length % 2)));
        return result;
    }

    private static byte[] Bytes(Mat mat)
    {
        mat.GetArray(out byte[] bytes);
        return bytes;
    }
}
