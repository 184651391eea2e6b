using System.Security.Cryptography;
using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>One worker: reads, hashes, decodes and prepares one file after another. Not for concurrent use.</summary>
internal sealed class ImageLoader(LoaderSettings settings) : IDisposable
{
    private readonly FileReader reader = new(settings.Decoder.Options.MaxFileBytes);
    private readonly Preprocessor preprocessor = new(settings.Preprocessing);

    public LoadedImage Load(SourceFile file)
    {
        var started = settings.Time.GetTimestamp();
        var (status, reason) = reader.Read(file);
        if (status != ItemStatus.Ready)
        {
            return WithoutPixels(file, null, status, reason);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(reader.Bytes));
        settings.Timings.AddRead(settings.Time.GetElapsedTime(started), reader.Bytes.Length);
        return settings.IsKnown?.Invoke(hash) == true
            ? WithoutPixels(file, hash, ItemStatus.Known, null)
            : Decode(file, hash);
    }

    public void Dispose()
    {
        reader.Dispose();
        preprocessor.Dispose();
    }

    private static LoadedImage WithoutPixels(SourceFile file, string? hash, ItemStatus status, string? reason, int width = 0, int height = 0) =>
        new(new PreparedItem(file, hash, status, reason, width, height, default, -1), null, null);

    private LoadedImage Decode(SourceFile file, string hash)
    {
        var started = settings.Time.GetTimestamp();
        DecodedPicture picture;
        try
        {
            picture = settings.Decoder.Decode(reader.Bytes, file.Path, settings.Preprocessing);
        }
        catch (ImageDecodeException e)
        {
            return WithoutPixels(file, hash, ItemStatus.Failed, e.Reason);
        }

        using (picture)
        {
            settings.Timings.AddDecode(settings.Time.GetElapsedTime(started));
            return Prepare(file, hash, picture);
        }
    }

    private LoadedImage Prepare(SourceFile file, string hash, DecodedPicture picture)
    {
        var started = settings.Time.GetTimestamp();
        byte[]? pixels = null;
        var kept = false;
        try
        {
            var tiles = preprocessor.Layout(picture);
            pixels = settings.Buffers.Rent(CountBytes(tiles));
            var pose = preprocessor.FindPose(picture);
            var content = preprocessor.Prepare(picture, pixels, settings.Scale, pose);
            var fingerprint = settings.WantsFingerprint ? preprocessor.Fingerprint(picture) : null;
            settings.Timings.AddPrepare(settings.Time.GetElapsedTime(started));
            kept = true;
            var item = new PreparedItem(file, hash, ItemStatus.Ready, null, picture.Width, picture.Height, content, -1) { Tiles = tiles, Pose = pose };
            return new(item, pixels, fingerprint);
        }
        catch (PreparationException e)
        {
            return WithoutPixels(file, hash, ItemStatus.Failed, e.Message, picture.Width, picture.Height);
        }
        catch (OpenCVException e) when (e.Status is ErrorCode.StsNoMem)
        {
            return WithoutPixels(
                file, hash, ItemStatus.Failed, "too little memory to prepare the picture; set fewer threads, so that fewer are prepared at a time", picture.Width, picture.Height);
        }
        catch (OpenCVException e)
        {
            return WithoutPixels(file, hash, ItemStatus.Failed, $"OpenCV cannot prepare the picture ({e.Message})", picture.Width, picture.Height);
        }
        finally
        {
            if (!kept && pixels is not null)
            {
                settings.Buffers.Return(pixels);
            }
        }
    }

    private int CountBytes(TileLayout? tiles) => tiles is null
        ? settings.Preprocessing.CountBytes(settings.Scale)
        : settings.Preprocessing.CountChannels() * tiles.Width * tiles.Height * settings.Scale * settings.Scale;
}
