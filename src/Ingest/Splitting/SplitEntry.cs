namespace InspectFlow.Ingest;

/// <summary>An image of a split.</summary>
/// <param name="RelativePath">Its path inside the source.</param>
/// <param name="ContentHash">SHA-256 of its bytes, lower-case hex: what identifies it when paths change.</param>
/// <param name="Group">The group that it belongs to; a group lies on one side.</param>
public sealed record SplitEntry(string RelativePath, string ContentHash, string Group);
