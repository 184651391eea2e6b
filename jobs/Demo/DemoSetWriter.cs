using System.Text;
using OpenCvSharp;

namespace InspectFlow.Jobs.Demo;

/// <summary>
/// Writes a demo set. Every picture, good or defective, goes through the same renderer and the same encoder, and the
/// night's file names are drawn by lot, so that nothing but the part itself tells the classes apart.
/// </summary>
/// <param name="options">How large the set is.</param>
/// <param name="time">The clock: the night's files are dated to the hours before now, so that a scan takes them as settled.</param>
public sealed class DemoSetWriter(DemoSetOptions options, TimeProvider time)
{
    private readonly PartRenderer renderer = new(options.Width, options.Height);

    /// <summary>Writes the set. Files of an earlier set of the same seed and sizes are written again, the same.</summary>
    /// <param name="folder">The set's folder; made where it is not there.</param>
    /// <param name="progress">Called with the number of pictures written so far and of all; from several threads. Null for no calls.</param>
    /// <param name="cancellationToken">Stops the writing between two pictures.</param>
    /// <returns>Where everything is.</returns>
    /// <exception cref="OptionsException">The sizes are not usable.</exception>
    /// <exception cref="IOException">A file could not be written.</exception>
    public DemoSetFiles Write(string folder, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        OptionsValidator.Validate(options, "The demo set");
        var parts = DemoPart.Plan(options);
        var files = parts.Select(part => part.File).Concat(parts.Select(part => part.MaskFile).OfType<string>());
        foreach (var directory in files.Append("train/good/x").Append("night/x").Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal))
        {
            Directory.CreateDirectory(Path.Combine(folder, directory!));
        }

        var night = new DemoNight(options, folder, time.GetUtcNow());
        var written = 0;
        Parallel.ForEach(parts, new ParallelOptions { CancellationToken = cancellationToken }, part =>
        {
            var picture = renderer.Render(options.Seed, part.Number, part.Defect);
            var bytes = Encode(picture.Pixels);
            File.WriteAllBytes(Path.Combine(folder, part.File), bytes);
            if (part.MaskFile is { } mask)
            {
                File.WriteAllBytes(Path.Combine(folder, mask), Encode(picture.Mask!));
            }

            if (part.NightIndex is { } index)
            {
                night.Write(index, bytes, part.Defect);
            }

            progress?.Invoke(Interlocked.Increment(ref written), parts.Count);
        });
        var labelsFile = Path.Combine(folder, "labels.csv");
        var lines = night.Labels.Select(label => $"{label.Path},{label.Label},{label.Kind}\n").Prepend("path,label,kind\n");
        File.WriteAllText(labelsFile, string.Concat(lines), new UTF8Encoding(false));
        return new DemoSetFiles(
            folder, Path.Combine(folder, "train", DefectNames.Good), Path.Combine(folder, DemoNight.Folder), labelsFile, night.Labels);
    }

    private byte[] Encode(byte[] pixels)
    {
        using var image = Mat.FromPixelData(options.Height, options.Width, MatType.CV_8UC1, pixels);
        Cv2.ImEncode(".png", image, out var bytes, new ImageEncodingParam(ImwriteFlags.PngCompression, 3));
        return bytes;
    }
}
