using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using InspectFlow.Reporting.Csv;
using InspectFlow.Reporting.Storage;
using OpenCvSharp;

namespace InspectFlow.Reporting.Export;

/// <summary>
/// Writes images that people judged as a labelled data set in the MVTec AD layout: <c>train/good</c>, <c>test/good</c> and
/// <c>test/KIND</c>, with a manifest that says of each where it comes from and who judged it. An image is the source file itself while
/// that still has the judged content, and the stored picture as PNG afterwards.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="source">Gives the file of a path as the database has it; null, or a file of other content, where it is gone.</param>
public sealed class VerdictExport(InspectionStore store, Func<ReviewRow, string?> source)
{
    // One in three good parts tests. By lot on the part, so that pictures of one part stay together and none ever changes sides.
    private const double TestShare = 1.0 / 3;

    /// <summary>Finds a line's files in its source folder, and those of other folders by their full path; a path that leads out of it finds nothing.</summary>
    /// <param name="folder">The folder, or null for none.</param>
    /// <returns>What the constructor takes.</returns>
    public static Func<ReviewRow, string?> In(string? folder)
    {
        if (folder is null)
        {
            return _ => null;
        }

        var root = Path.GetFullPath(folder);
        var inside = Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar;
        return row => Path.IsPathRooted(row.Path) ? row.Path : Path.GetFullPath(Path.Combine(root, row.Path)) is var path && path.StartsWith(inside, StringComparison.Ordinal) ? path : null;
    }

    /// <summary>Writes the judged images of a line to a folder.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="folder">The folder; it must be empty, or not there.</param>
    /// <param name="cancellationToken">Stops before the next image.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ExportException">The folder has something in it, or cannot be written to.</exception>
    public ExportSummary WriteFolder(string lineId, string folder, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new ExportException(folder, "there is something in this folder. Name a new one: images of earlier verdicts must not mix with these.");
            }

            Directory.CreateDirectory(Path.Combine(folder, ExportNames.TrainGood));
            Directory.CreateDirectory(Path.Combine(folder, ExportNames.TestGood));
            return Write(
                lineId,
                name =>
                {
                    var path = Path.Combine(folder, name);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                },
                cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExportException(folder, $"it can't be written to: {e.Message} Check the free space and the rights, and name a new folder.", e);
        }
    }

    /// <summary>Writes the judged images of a line as a zip file, image by image, so that its size does not matter.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <param name="stream">Where to; left open. It need not be seekable.</param>
    /// <param name="cancellationToken">Stops before the next image.</param>
    /// <returns>What was written.</returns>
    public ExportSummary WriteZip(string lineId, Stream stream, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        zip.CreateEntry(ExportNames.TrainGood + "/");
        zip.CreateEntry(ExportNames.TestGood + "/");
        return Write(
            lineId,
            name => zip.CreateEntry(name, name is ExportNames.Manifest ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open(),
            cancellationToken);
    }

    private ExportSummary Write(string lineId, Func<string, Stream> create, CancellationToken cancellationToken)
    {
        // Of several files of one content the latest verdict counts.
        var rows = store.ReadReview(new ReviewFilter { LineIds = [lineId], State = ReviewState.Decided })
            .GroupBy(r => r.ContentHash, StringComparer.Ordinal)
            .Select(g => g.MaxBy(r => r.GivenAt)!)
            .OrderBy(r => r.Path, StringComparer.Ordinal);
        var images = new List<ExportedImage>();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (bytes, extension, from) = Pixels(row);
            var file = bytes is null ? null : $"{ExportNames.Folder(row, IsTest(row))}/{ExportNames.File(row, extension)}";
            if (file is not null)
            {
                using var target = create(file);
                target.Write(bytes);
            }

            images.Add(new(file, from, row));
        }

        using (var manifest = create(ExportNames.Manifest))
        {
            CsvTables.Export.Write(manifest, images);
        }

        return ExportSummary.Of(images);
    }

    private static bool IsTest(ReviewRow row)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(row.Serial is { } serial ? $"{row.Part}/{row.Lot}/{serial}" : row.ContentHash));
        return BinaryPrimitives.ReadUInt32LittleEndian(key) < TestShare * uint.MaxValue;
    }

    private (byte[]? Bytes, string Extension, ExportedFrom From) Pixels(ReviewRow row)
    {
        if (source(row) is { } path && ContentFile.Read(path, row.ContentHash) is { } bytes)
        {
            return (bytes, ExportNames.Extension(row.Path), ExportedFrom.File);
        }

        var kept = store.ListEvidence(row.ContentHash);
        var (record, from) = kept.Find(EvidenceKind.Picture) is { } large
            ? (large, ExportedFrom.Picture)
            : (kept.Find(EvidenceKind.Thumbnail), ExportedFrom.Thumbnail);
        return record is not null && store.GetPicture(record.Picture) is { } picture
            ? (Png(picture), ".png", from)
            : (null, string.Empty, ExportedFrom.Nothing);
    }

    // Lines read PNG, JPEG, BMP and TIFF; pictures are kept as WebP.
    private static byte[] Png(EncodedPicture picture)
    {
        if (picture.MediaType is "image/png")
        {
            return picture.Bytes;
        }

        using var pixels = Cv2.ImDecode(picture.Bytes, ImreadModes.Unchanged);
        Cv2.ImEncode(".png", pixels, out var png);
        return png;
    }
}
