using System.Text.Json.Serialization;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>Which pictures of a labelled set the pixel metrics are measured on.</summary>
/// <param name="Pictures">The number of pictures measured, good ones included; 0 for a model without maps.</param>
/// <param name="WithoutMask">The defective pictures left out for want of a mask, relative to test/.</param>
/// <param name="EmptyMasks">The defective pictures left out because their mask marks nothing.</param>
public sealed record GroundTruthCensus(
    [property: JsonPropertyName("pictures")] int Pictures,
    [property: JsonPropertyName("without_mask")] IReadOnlyList<string> WithoutMask,
    [property: JsonPropertyName("empty_masks")] IReadOnlyList<string> EmptyMasks);
