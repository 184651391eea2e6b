namespace InspectFlow.Jobs.Console;

/// <summary>How far a piece of work has come.</summary>
/// <param name="Done">How many items are done.</param>
/// <param name="Total">How many there are; null when that is not known.</param>
/// <param name="Note">What else is worth showing, such as a loss; null for nothing.</param>
public readonly record struct ProgressUpdate(long Done, long? Total = null, string? Note = null);
