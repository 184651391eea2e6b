using System.Collections.Concurrent;

namespace InspectFlow.Ingest;

/// <summary>Buffers of one exact length, used again and again; as many as are out at once are ever made.</summary>
internal sealed class BufferPool(int length)
{
    private readonly ConcurrentBag<byte[]> free = [];

    public byte[] Rent() => free.TryTake(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(length);

    public void Return(byte[] buffer) => free.Add(buffer);
}
