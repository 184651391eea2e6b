namespace InspectFlow.Reporting.Pictures;

/// <summary>
/// The fixed scale of a line's map pictures, from quantiles of the calibration images' maps, so that a colour means the
/// same in every picture and an ordinary image stays clear.
/// </summary>
/// <param name="Low">The map's value up to which it is clear, in the map's unit.</param>
/// <param name="High">The map's value from which it is hottest; above <paramref name="Low"/>.</param>
public sealed record MapScale(double Low, double High)
{
    /// <summary>Places a value on the scale.</summary>
    /// <param name="value">The map's value; one that is not a number counts as hottest.</param>
    /// <returns>0 at or below <see cref="Low"/>, 1 at or above <see cref="High"/>, straight between.</returns>
    public double Place(double value) => value <= Low ? 0 : value < High ? (value - Low) / (High - Low) : 1;
}
