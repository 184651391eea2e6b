using OpenCvSharp;

namespace InspectFlow.Jobs.Doctor;

/// <summary>OpenCV: its version, and whether a picture survives being encoded and decoded.</summary>
internal static class OpenCvCheck
{
    private const int Side = 8;

    public static IEnumerable<Finding> Run()
    {
        yield return Finding.Ok("OpenCV", Cv2.GetVersionString() ?? "unknown version");

        var pixels = Enumerable.Range(0, Side * Side).Select(i => (byte)(i * 4)).ToArray();
        using var picture = Mat.FromPixelData(Side, Side, MatType.CV_8UC1, pixels);
        foreach (var form in new[] { ".png", ".tiff", ".bmp", ".webp" })
        {
            Cv2.ImEncode(form, picture, out var bytes);
            using var back = Cv2.ImDecode(bytes, ImreadModes.Grayscale);
            back.GetArray(out byte[] read);
            if (!read.AsSpan().SequenceEqual(pixels))
            {
                yield return Finding.Fail("pictures", $"a {form} picture does not survive encoding and decoding", "Install an OpenCV that reads and writes it.");
                yield break;
            }
        }

        yield return Finding.Ok("pictures", "PNG, TIFF, BMP and WebP survive encoding and decoding bit for bit");
    }
}
