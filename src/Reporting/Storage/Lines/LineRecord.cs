namespace InspectFlow.Reporting.Storage;

/// <summary>A line as stored.</summary>
public sealed record LineRecord
{
    /// <summary>Gets the line's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the line's name, unique in the database.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the line definition in force, as JSON.</summary>
    public required string Definition { get; init; }

    /// <summary>Gets when the line was first seen.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when its definition last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
