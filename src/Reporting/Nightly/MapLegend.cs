using InspectFlow.Reporting.Pictures;

namespace InspectFlow.Reporting.Nightly;

/// <summary>What the colours of a line's maps mean.</summary>
/// <param name="Scale">The fixed scale: clear up to its low end, hottest from its high end.</param>
/// <param name="Meaning">What is shown, in words.</param>
/// <param name="Unit">The scale's unit.</param>
public sealed record MapLegend(MapScale Scale, string Meaning, string Unit);
