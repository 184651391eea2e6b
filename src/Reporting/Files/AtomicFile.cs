namespace InspectFlow.Reporting;

/// <summary>Writes a file beside its target and renames it, so that a reader sees the old file or the new, never half.</summary>
internal static class AtomicFile
{
    private const string PartSuffix = ".part";

    public static void Write(string path, Action<Stream> write, bool isDurable = true)
    {
        var part = path + PartSuffix;
        var isOurs = false;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                isOurs = true;
                write(stream);
                stream.Flush(flushToDisk: isDurable);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception e)
        {
            // Where it could not be opened another process may be writing it.
            if (isOurs)
            {
                Discard(part);
            }

            if (e is IOException or UnauthorizedAccessException)
            {
                throw new ReportFileException(path, e);
            }

            throw;
        }
    }

    private static void Discard(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What matters is the first failure; the next report overwrites this remainder.
        }
    }
}
