namespace InspectFlow.Review;

/// <summary>A line whose images are reviewed.</summary>
/// <param name="Id">The line's id in the database.</param>
/// <param name="Name">The line's name.</param>
/// <param name="DefectTypes">The kinds of defects that are offered first, in this order; those used before follow.</param>
public sealed record ReviewLine(string Id, string Name, IReadOnlyList<string> DefectTypes)
{
    /// <summary>Gets the file of the line's definition, for the commands that pages show.</summary>
    /// <value>The default is <c>line.json</c>.</value>
    public string File { get; init; } = "line.json";

    /// <summary>Gets the folder that the line's images come from; null where exports have the stored pictures alone.</summary>
    public string? SourceFolder { get; init; }
}
