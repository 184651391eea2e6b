namespace InspectFlow.Ingest;

/// <summary>
/// Reads an image file's structure without decoding it. OpenCV returns partly gray pictures for files that were cut
/// short and the first of several pictures without a word, and allocates whatever a header asks for; so this looks first.
/// </summary>
internal static class ImageInspector
{
    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return new() { Fault = "the file is empty" };
        }

        if (bytes.StartsWith(PngInspector.Signature))
        {
            return PngInspector.Inspect(bytes);
        }

        if (bytes.StartsWith(JpegInspector.Signature))
        {
            return JpegInspector.Inspect(bytes);
        }

        if (bytes.StartsWith("BM"u8))
        {
            return BmpInspector.Inspect(bytes);
        }

        return bytes.StartsWith("II"u8) || bytes.StartsWith("MM"u8)
            ? TiffInspector.Inspect(bytes)
            : new() { Fault = "the file is not a PNG, JPEG, BMP or TIFF image" };
    }
}
