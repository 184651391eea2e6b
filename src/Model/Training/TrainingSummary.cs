using System.Text.Json.Serialization;

namespace InspectFlow.Model;

/// <summary>How a training run went.</summary>
/// <param name="Steps">The steps done.</param>
/// <param name="PlannedSteps">The steps planned.</param>
/// <param name="BestStep">The step whose averaged weights were kept.</param>
/// <param name="SelectBitsPerDim">Their bits per dimension on the select images, or null when there were none.</param>
/// <param name="Seconds">The time it took, over all its resumptions.</param>
/// <param name="ImagesPerSecond">The images trained on per second, evaluation included.</param>
/// <param name="StopReason">Why it ended.</param>
public sealed record TrainingSummary(
    int Steps,
    int PlannedSteps,
    int BestStep,
    double? SelectBitsPerDim,
    double Seconds,
    double ImagesPerSecond,
    StopReason StopReason)
{
    /// <summary>Gets what a person should know of it; null, the default, when all went well.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notice { get; init; }
}
