namespace InspectFlow.Ingest;

/// <summary>
/// Where the workers' time went, added up over all of them, so that it exceeds the clock's where several work at once.
/// Safe for concurrent use.
/// </summary>
public sealed class IngestTimings
{
    private long readTicks;
    private long decodeTicks;
    private long prepareTicks;
    private long bytesRead;
    private long imagesPrepared;

    /// <summary>Gets the time spent on reading and hashing files.</summary>
    public TimeSpan Read => new(Volatile.Read(ref readTicks));

    /// <summary>Gets the time spent on decoding.</summary>
    public TimeSpan Decode => new(Volatile.Read(ref decodeTicks));

    /// <summary>Gets the time spent on bringing pictures to the model's input.</summary>
    public TimeSpan Prepare => new(Volatile.Read(ref prepareTicks));

    /// <summary>Gets the bytes read.</summary>
    public long BytesRead => Volatile.Read(ref bytesRead);

    /// <summary>Gets the images prepared.</summary>
    public long ImagesPrepared => Volatile.Read(ref imagesPrepared);

    internal void AddRead(TimeSpan time, long bytes)
    {
        Interlocked.Add(ref readTicks, time.Ticks);
        Interlocked.Add(ref bytesRead, bytes);
    }

    internal void AddDecode(TimeSpan time) => Interlocked.Add(ref decodeTicks, time.Ticks);

    internal void AddPrepare(TimeSpan time)
    {
        Interlocked.Add(ref prepareTicks, time.Ticks);
        Interlocked.Increment(ref imagesPrepared);
    }
}
