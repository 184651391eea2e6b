using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>How images are gathered into batches. None of it changes a prepared byte.</summary>
public sealed record BatchOptions
{
    /// <summary>
    /// Gets the rows of a batch. With tiling rows are tiles, and the picture that fills the batch brings all of its own. The default
    /// is 32.
    /// </summary>
    [Range(1, 4096)]
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Gets the most files that one batch reports, so that a folder of known or unreadable files is reported in pieces
    /// too. The default is 1024.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxItems { get; init; } = 1024;

    /// <summary>Gets the number of threads that read, decode and prepare. The default is one per processor core.</summary>
    [Range(1, 256)]
    public int Workers { get; init; } = Math.Min(256, Environment.ProcessorCount);

    /// <summary>
    /// Gets how many files may be on their way between listing and batch; this and the batches that the caller holds set
    /// the memory used, never the number of files. With tiling there are no more than workers. The default is 64.
    /// </summary>
    [Range(1, 65536)]
    public int QueueCapacity { get; init; } = 64;
}
