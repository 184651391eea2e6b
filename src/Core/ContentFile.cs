using System.Security.Cryptography;

namespace InspectFlow;

/// <summary>Reads files that are known by their content: a path alone may lead to another picture by now.</summary>
public static class ContentFile
{
    /// <summary>Reads a file if it still has some content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contentHash">The content's SHA-256, in lower case.</param>
    /// <returns>The bytes; null where the file is gone, can't be read or has other content.</returns>
    public static byte[]? Read(string path, string contentHash)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), contentHash, StringComparison.Ordinal) ? bytes : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
