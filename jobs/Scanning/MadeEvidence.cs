using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>What is kept of an image.</summary>
/// <param name="Pictures">Its pictures.</param>
/// <param name="Neighbour">The good image nearest to it; null where the model has no gallery.</param>
internal sealed record MadeEvidence(IReadOnlyList<EvidencePicture> Pictures, Neighbour? Neighbour)
{
    /// <summary>Gets the evidence of an image that can't be read any more.</summary>
    public static MadeEvidence None { get; } = new([], null);
}
