namespace InspectFlow.Model.Defects;

/// <summary>The shapes of <see cref="ShapeMask"/>.</summary>
internal enum ShapeKind
{
    Ellipse,
    Box,
    Polygon,
    Cloud,
}
