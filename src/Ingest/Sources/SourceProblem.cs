namespace InspectFlow.Ingest;

/// <summary>Something that a source could not list and went past.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="RelativePath">The same, relative to the source, with forward slashes.</param>
/// <param name="Reason">What is the matter with it, as a short sentence.</param>
public sealed record SourceProblem(string Path, string RelativePath, string Reason);
