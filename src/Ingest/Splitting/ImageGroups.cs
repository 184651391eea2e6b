namespace InspectFlow.Ingest;

/// <summary>Images with the group that each belongs to.</summary>
/// <param name="Entries">The images, in the order given.</param>
/// <param name="Warnings">What the grouping could not do as asked; empty otherwise.</param>
public sealed record ImageGroups(IReadOnlyList<SplitEntry> Entries, IReadOnlyList<string> Warnings);
