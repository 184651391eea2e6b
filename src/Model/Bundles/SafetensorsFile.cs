using System.Security.Cryptography;

namespace InspectFlow.Model;

/// <summary>
/// The content of a safetensors file: named tensors and a table of strings. The format (huggingface/safetensors) is an
/// eight-byte little-endian header length, a JSON header with each tensor's type, shape and byte range, and the bytes.
/// It holds data only, so reading a file from elsewhere can't run code.
/// </summary>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);

    /// <summary>Gets the tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors => tensors;

    /// <summary>Gets the strings of the header's <c>__metadata__</c>.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the SHA-256 of the bytes read, 64 lower-case hexadecimal digits; empty before they are.</summary>
    public string Sha256 { get; private set; } = string.Empty;

    /// <summary>Reads a file and checks every length, type and range in it before it is believed.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ModelFormatException">The file is missing, cut short or not a safetensors file.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            stream.Position = 0;
            var file = SafetensorsReader.Read(stream, path);
            file.Sha256 = sha256;
            return file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFormatException(path, "there is no such file; train the line first, or check the path", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException(path, $"can't be read ({e.Message})", innerException: e);
        }
    }

    /// <summary>Adds a tensor.</summary>
    /// <param name="tensor">The tensor; its name must not be in use.</param>
    public void Add(SafetensorsTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        tensors.Add(tensor.Name, tensor);
    }

    /// <summary>Writes the file: beside the target, forced to the disk, then renamed over it.</summary>
    /// <param name="path">The file to make or replace.</param>
    public void Write(string path) => AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, this));
}
