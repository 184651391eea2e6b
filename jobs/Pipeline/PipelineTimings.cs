namespace InspectFlow.Jobs.Pipeline;

/// <summary>
/// Where a run's time went, and on what. Reading, decoding and preparing are summed over the workers, so together they can exceed
/// <see cref="Elapsed"/>; so can scoring, summed over the batches in flight.
/// </summary>
public sealed record PipelineTimings
{
    /// <summary>Gets the number of images scored.</summary>
    public long Scored { get; init; }

    /// <summary>Gets in how many tiles each picture was looked at, for a person; null on a line without tiling.</summary>
    public string? Tiles { get; init; }

    /// <summary>Gets the seconds from the first file listed to the last row written.</summary>
    public double Elapsed { get; init; }

    /// <summary>Gets the seconds that workers spent reading and hashing files.</summary>
    public double Read { get; init; }

    /// <summary>Gets the seconds that workers spent decoding.</summary>
    public double Decode { get; init; }

    /// <summary>Gets the seconds that workers spent on region, resize and colour.</summary>
    public double Prepare { get; init; }

    /// <summary>Gets the seconds of the flow and the scores made from it.</summary>
    public double Score { get; init; }

    /// <summary>Gets the seconds of decisions, database and pictures.</summary>
    public double Write { get; init; }

    /// <summary>
    /// Gets the seconds from the start of the process to the first batch scored; null where the process was not started
    /// for this run, or nothing was scored.
    /// </summary>
    public double? FirstBatch { get; init; }

    /// <summary>Gets the device that scored, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device { get; init; } = string.Empty;

    /// <summary>Gets what an operator should know, for instance that the processor took a device's place.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Gets the rate from file to stored row, in images per second; 0 when nothing was scored.</summary>
    public double ImagesPerSecond => Elapsed > 0 ? Scored / Elapsed : 0;
}
