using InspectFlow.Reporting.Csv;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Extremal;

/// <summary>
/// Writes the report of a run's extremes: a folder with <c>index.html</c>, <c>extremal.csv</c> and the pictures, which
/// needs nothing outside itself and can be moved or mailed.
/// </summary>
public static class ExtremalReport
{
    /// <summary>The page's file name.</summary>
    public const string PageFile = "index.html";

    /// <summary>The table's file name.</summary>
    public const string CsvFile = "extremal.csv";

    private const string PictureFolder = "pictures";

    /// <summary>Writes the report. What stood in the folder under the same names is replaced, each file at once.</summary>
    /// <param name="folder">The folder; made where there is none.</param>
    /// <param name="collector">The run's images.</param>
    /// <param name="context">What they were found by.</param>
    /// <param name="pictures">Makes or looks up the pictures of an image; asked once per content.</param>
    /// <param name="written">When the report is written, for its footer.</param>
    /// <returns>The extremes with their picture files, for the database.</returns>
    /// <exception cref="ReportFileException">A file can't be written.</exception>
    public static IReadOnlyList<ExtremalSample> Write(
        string folder,
        ExtremalCollector collector,
        ExtremalContext context,
        Func<InspectionRow, ExtremalPictures> pictures,
        DateTimeOffset written)
    {
        ArgumentNullException.ThrowIfNull(collector);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(pictures);
        var files = new Dictionary<string, (string? Picture, string? Map)>(StringComparer.Ordinal);
        var samples = new List<ExtremalSample>();
        foreach (var sample in collector.Samples())
        {
            if (!files.TryGetValue(sample.Row.ContentHash, out var file))
            {
                var made = pictures(sample.Row);
                file = (Save(folder, made.Thumbnail), Save(folder, made.Map));
                files.Add(sample.Row.ContentHash, file);
            }

            samples.Add(sample with { PictureFile = file.Picture, MapFile = file.Map });
        }

        CsvReports.WriteExtremal(Path.Combine(folder, CsvFile), samples);
        var page = ExtremalPage.Render(context, collector, samples, written);
        AtomicFile.Write(Path.Combine(folder, PageFile), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(page);
        });
        return samples;
    }

    private static string? Save(string folder, EncodedPicture? picture)
    {
        if (picture is null)
        {
            return null;
        }

        var file = $"{PictureFolder}/{picture.Sha256}{picture.Extension}";
        var path = Path.Combine(folder, PictureFolder, picture.Sha256 + picture.Extension);
        if (!File.Exists(path))
        {
            AtomicFile.Write(path, stream => stream.Write(picture.Bytes));
        }

        return file;
    }
}
