namespace InspectFlow.Scoring;

/// <summary>An item among the extremes of a population.</summary>
/// <typeparam name="T">What the item is.</typeparam>
/// <param name="Key">What it was ordered by, for example a score.</param>
/// <param name="Identity">What tells it from others with the same key, for example the content's hash.</param>
/// <param name="Item">The item.</param>
public sealed record Extreme<T>(double Key, string Identity, T Item);
