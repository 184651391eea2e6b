using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>A frame, or the mean of several, on the flat field's grid.</summary>
/// <param name="Path">The file, or what else it is.</param>
/// <param name="Planes">Side × side values in the picture's units for each channel, blue first.</param>
/// <param name="Width">The whole picture's width in pixels.</param>
/// <param name="Height">Its height.</param>
/// <param name="Bits">The bits of a value, 8 or 16.</param>
/// <param name="Sha256">The SHA-256 of the file, lower-case hex; null for a mean.</param>
internal sealed record FlatFieldFrame(string Path, double[][] Planes, int Width, int Height, int Bits, string? Sha256)
{
    /// <summary>Gets size and depth as text.</summary>
    public string Format => $"{Width}×{Height} pixels of {Bits} bits";

    /// <summary>Reads a frame's file.</summary>
    /// <exception cref="FlatFieldException">It cannot be read, is no picture, or is smaller than the region of interest.</exception>
    public static FlatFieldFrame Read(string path, PreprocessingOptions options, DecodingOptions decoding)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var decoded = new ImageDecoder(decoding).Decode(bytes, path, options with { ReducedJpeg = false });
            using var preprocessor = new Preprocessor(options with { FlatField = null, Clahe = null });
            return new(
                path,
                Array.ConvertAll(preprocessor.Grid(decoded, options.Color, FlatField.Side), p => Array.ConvertAll(p, v => (double)v)),
                decoded.Width,
                decoded.Height,
                decoded.Pixels.Depth() == MatType.CV_8U ? 8 : 16,
                Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FlatFieldException(path, $"the frame cannot be read ({e.Message}); correct $.preprocessing.flatField", e);
        }
        catch (ImageDecodeException e)
        {
            throw new FlatFieldException(path, $"{e.Reason}; name a readable frame in $.preprocessing.flatField", e);
        }
        catch (PreparationException e)
        {
            throw new FlatFieldException(path, e.Message, e);
        }
    }

    /// <summary>Reads images and takes their mean, always in the same order, so that it comes out the same.</summary>
    /// <exception cref="FlatFieldException">There is none, one cannot be read, or they differ in size or depth.</exception>
    public static FlatFieldFrame Mean(
        IReadOnlyCollection<string> paths, PreprocessingOptions options, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        try
        {
            return MeanOf(paths.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(p => Read(p, options, decoding)), paths.Count);
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<FlatFieldException>().FirstOrDefault() is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
            throw;
        }
    }

    /// <summary>Tells whether the frame's size and depth are another's.</summary>
    public bool HasFormatOf(FlatFieldFrame other) => Width == other.Width && Height == other.Height && Bits == other.Bits;

    private static FlatFieldFrame MeanOf(IEnumerable<FlatFieldFrame> frames, int count)
    {
        FlatFieldFrame? mean = null;
        foreach (var frame in frames)
        {
            mean ??= frame with
            {
                Path = "the mean of the fitting images",
                Planes = Array.ConvertAll(frame.Planes, p => new double[p.Length]),
                Sha256 = null,
            };
            if (!frame.HasFormatOf(mean))
            {
                throw new FlatFieldException(
                    frame.Path, $"has {frame.Format}, but other fitting images have {mean.Format}; remove it from the good images, or name a reference frame");
            }

            for (var channel = 0; channel < mean.Planes.Length; channel++)
            {
                for (var i = 0; i < mean.Planes[channel].Length; i++)
                {
                    mean.Planes[channel][i] += frame.Planes[channel][i] / count;
                }
            }
        }

        return mean ?? throw new FlatFieldException("the mean of the fitting images", "there is no image");
    }
}
