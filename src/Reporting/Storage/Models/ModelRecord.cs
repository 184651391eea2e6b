namespace InspectFlow.Reporting.Storage;

/// <summary>A model as stored.</summary>
public sealed record ModelRecord : NewModel
{
    /// <summary>Gets the model's id in this database.</summary>
    public required string Id { get; init; }

    /// <summary>Gets when the database came to know it.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}
