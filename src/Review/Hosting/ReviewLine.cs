namespace InspectFlow.Review;

/// <summary>A line whose images are reviewed.</summary>
/// <param name="Id">The line's id in the database.</param>
/// <param name="Name">The line's name.</param>
/// <param name="DefectTypes">The kinds of defects that are offered first, in this order; those used before follow.</param>
public sealed record ReviewLine(string Id, string Name, IReadOnlyList<string> DefectTypes);
