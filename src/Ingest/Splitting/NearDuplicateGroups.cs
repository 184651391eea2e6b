namespace InspectFlow.Ingest;

/// <summary>Which pictures show the same part.</summary>
/// <param name="GroupOf">For every image the index of the first image of its group.</param>
/// <param name="Warnings">What was not as usual and what it means for the split; empty otherwise.</param>
public sealed record NearDuplicateGroups(IReadOnlyList<int> GroupOf, IReadOnlyList<string> Warnings);
