using System.Collections.Concurrent;

namespace InspectFlow.Ingest;

/// <summary>
/// Buffers used again and again; as many as are out at once are ever made. The pictures of a line have one size as a rule, so a
/// free buffer of another length is left to the collector rather than kept.
/// </summary>
internal sealed class BufferPool
{
    private readonly ConcurrentBag<byte[]> free = [];

    public byte[] Rent(int length) =>
        free.TryTake(out var buffer) && buffer.Length == length ? buffer : GC.AllocateUninitializedArray<byte>(length);

    public void Return(byte[] buffer) => free.Add(buffer);
}
