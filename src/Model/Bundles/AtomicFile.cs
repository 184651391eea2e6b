namespace InspectFlow.Model;

/// <summary>Writes files so that a reader, or a machine that loses power, sees the old file or the new one, never half.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the target, forces the bytes to the disk, then renames over the target.</summary>
    /// <exception cref="ModelNotWrittenException">The folder or the file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e)
        {
            Remove(temporary);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new ModelNotWrittenException(full, e);
            }

            throw;
        }
    }

    // What kept the file from being written is the thing to tell.
    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
