namespace InspectFlow.Ingest;

/// <summary>An image file as it was when the source listed it.</summary>
/// <param name="Path">The path to open it by.</param>
/// <param name="RelativePath">The path inside the source, with '/' between its parts on every system.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="IsSettled">Whether it has been left alone for the source's settle time, so that it can be read.</param>
public sealed record SourceFile(string Path, string RelativePath, long Size, DateTimeOffset Modified, bool IsSettled);
