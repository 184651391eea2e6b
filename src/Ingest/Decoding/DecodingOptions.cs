using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>What an image file may cost before it is decoded.</summary>
public sealed record DecodingOptions
{
    /// <summary>
    /// Gets the most pixels that an image may have, so that a small file cannot ask for all memory. Checked against the
    /// file's header before anything is decoded. The default is 100 million.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>Gets the largest file, in bytes, that is read. The default is 1 GiB.</summary>
    [Range(1, 2_000_000_000)]
    public long MaxFileBytes { get; init; } = 1L << 30;
}
