using System.Text.RegularExpressions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting;

/// <summary>
/// The pictures of a report: copies of what the database keeps, each under its content's hash, so that what is there already need not be
/// written again, and what a report no longer shows can be told and removed.
/// </summary>
internal sealed partial class PictureFolder(InspectionStore store, string folder, string name)
{
    private readonly Dictionary<string, string?> files = new(StringComparer.Ordinal);

    /// <summary>Puts a picture into the folder.</summary>
    /// <param name="sha256">The picture's hash.</param>
    /// <returns>Its path relative to the report, with a forward slash; null when the database has no such picture.</returns>
    public string? Save(string? sha256)
    {
        if (sha256 is null)
        {
            return null;
        }

        if (!files.TryGetValue(sha256, out var file))
        {
            file = store.GetPicture(sha256) is { } picture ? Save(picture) : null;
            files.Add(sha256, file);
        }

        return file;
    }

    /// <summary>Removes the pictures of earlier reports. Files that are not named by a hash are left alone.</summary>
    public void RemoveOthers()
    {
        var path = Path.Combine(folder, name);
        if (!Directory.Exists(path))
        {
            return;
        }

        var shown = files.Values.OfType<string>().Select(f => Path.GetFileName(f)!).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path).Where(f => HashPattern().IsMatch(Path.GetFileName(f)) && !shown.Contains(Path.GetFileName(f))))
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ReportFileException(file, e);
            }
        }
    }

    private string Save(EncodedPicture picture)
    {
        var file = picture.Sha256 + picture.Extension;
        var path = Path.Combine(folder, name, file);

        // Pictures are not forced to the disk one by one: one that a power cut leaves short is written anew by the next report.
        if (new FileInfo(path) is not { Exists: true } found || found.Length != picture.Bytes.Length)
        {
            AtomicFile.Write(path, stream => stream.Write(picture.Bytes), isDurable: false);
        }

        return $"{name}/{file}";
    }

    [GeneratedRegex(@"^[0-9a-f]{64}\.(webp|jpg|png)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HashPattern();
}
