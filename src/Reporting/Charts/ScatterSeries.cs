namespace InspectFlow.Reporting.Charts;

/// <summary>Points of one kind.</summary>
/// <param name="Name">The kind's name, which is also its style class: <c>ok</c>, <c>review</c> or <c>reject</c>.</param>
/// <param name="Points">The points.</param>
internal sealed record ScatterSeries(string Name, IReadOnlyList<ScatterPoint> Points);
