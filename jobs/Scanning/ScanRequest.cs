using System.Text.Json;
using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Scanning;

/// <summary>Which images a scan goes over, and under which key it is recorded.</summary>
public sealed record ScanRequest
{
    /// <summary>The job of a night's scan.</summary>
    public const string Scan = "scan";

    /// <summary>The job that goes over the training images.</summary>
    public const string Explore = "explore";

    /// <summary>The details of a run over the line's own source.</summary>
    internal const string OwnSource = "{}";

    /// <summary>Gets the job, part of the run's key.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the instant for which it was scheduled or asked for, part of the run's key.</summary>
    public required DateTimeOffset NominalAt { get; init; }

    /// <summary>Gets where the images come from.</summary>
    public required IImageSource Source { get; init; }

    /// <summary>
    /// Gets the instant at which the process began that was started for this scan, so that the time to its first batch
    /// can be told; null (the default) where the process does other things too.
    /// </summary>
    public DateTimeOffset? ProcessStart { get; init; }

    /// <summary>
    /// Gets what stands before the paths in the database, so that two sources of a line cannot be taken for each other.
    /// The default is empty, for the line's own source.
    /// </summary>
    public string PathPrefix { get; init; } = string.Empty;

    /// <summary>Gets what a run's row says of it, as JSON.</summary>
    internal string Details => PathPrefix.Length == 0 ? OwnSource : JsonSerializer.Serialize(new { pathPrefix = PathPrefix });
}
