using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace InspectFlow.Scoring;

/// <summary>
/// A random number that follows from a seed and a content's identity alone, so that a random choice among images is the
/// same whatever the order, the number of runs, or the machine that looks at them.
/// </summary>
public static class ContentDraw
{
    /// <summary>Draws for a content.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="identity">The content's identity, for example its SHA-256.</param>
    /// <returns>The number drawn, uniform in [0, 1).</returns>
    public static double Uniform(long seed, string identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var bytes = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(identity)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, seed);
        Encoding.UTF8.GetBytes(identity, bytes.AsSpan(sizeof(long)));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
