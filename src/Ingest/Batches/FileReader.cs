using System.Buffers;

namespace InspectFlow.Ingest;

/// <summary>Reads one file at a time, whole, into a pooled buffer, and notices when it changes meanwhile.</summary>
internal sealed class FileReader(long maxFileBytes) : IDisposable
{
    private const string BeingWritten = "the file is still being written";
    private byte[] buffer = [];
    private int length;

    /// <summary>Gets the bytes of the file last read.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>Reads a file. Anything but <see cref="ItemStatus.Ready"/> comes with a reason.</summary>
    public (ItemStatus Status, string? Reason) Read(SourceFile file)
    {
        length = 0;
        if (!file.IsSettled)
        {
            return (ItemStatus.Waiting, BeingWritten);
        }

        // Pipes and devices have no length either, and opening one could wait for ever.
        if (file.Size == 0)
        {
            return (ItemStatus.Failed, "the file is empty");
        }

        if (file.Size > maxFileBytes)
        {
            return (ItemStatus.Failed, $"the file has {file.Size} bytes, more than the limit of {maxFileBytes}; raise maxFileBytes if that is right");
        }

        try
        {
            return ReadUnchanged(file) ? (ItemStatus.Ready, null) : (ItemStatus.Waiting, BeingWritten);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (ItemStatus.Failed, "the file has gone since it was listed");
        }
        catch (UnauthorizedAccessException)
        {
            return (ItemStatus.Failed, Directory.Exists(file.Path)
                ? "this is a folder, not a file"
                : "this user may not read the file; change its permissions");
        }
        catch (IOException e)
        {
            return (ItemStatus.Failed, $"the file cannot be read ({e.Message})");
        }
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
            length = 0;
        }
    }

    private bool ReadUnchanged(SourceFile file)
    {
        using var handle = File.OpenHandle(
            file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        if (RandomAccess.GetLength(handle) != file.Size)
        {
            return false;
        }

        Grow((int)file.Size);
        while (length < file.Size)
        {
            var read = RandomAccess.Read(handle, buffer.AsSpan(length, (int)file.Size - length), length);
            if (read == 0)
            {
                return false;
            }

            length += read;
        }

        return RandomAccess.GetLength(handle) == file.Size && File.GetLastWriteTimeUtc(handle) == file.Modified.UtcDateTime;
    }

    private void Grow(int size)
    {
        if (buffer.Length < size)
        {
            Dispose();
            buffer = ArrayPool<byte>.Shared.Rent(size);
        }
    }
}
