namespace InspectFlow.Jobs.Demo;

/// <summary>The truth about a file of the night folder.</summary>
/// <param name="Path">The file, relative to the set's folder, with '/'.</param>
/// <param name="Label"><c>good</c>, <c>defective</c> or <c>unreadable</c>.</param>
/// <param name="Kind">The kind of defect or of damage to the file; <c>good</c> for a good part.</param>
public sealed record DemoLabel(string Path, string Label, string Kind);
