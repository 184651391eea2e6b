namespace InspectFlow.Reporting.Pictures;

/// <summary>
/// The fixed scale of a line's map pictures, from quantiles of the calibration images' maps, so that a colour means the
/// same in every picture and an ordinary image stays clear.
/// </summary>
/// <param name="Low">The local negative log-likelihood up to which the map is clear, in nats per pixel.</param>
/// <param name="High">The local negative log-likelihood from which it is hottest, in nats per pixel; above <paramref name="Low"/>.</param>
public sealed record MapScale(double Low, double High)
{
    /// <summary>Places a value on the scale.</summary>
    /// <param name="value">The local negative log-likelihood, in nats per pixel; one that is not a number counts as hottest.</param>
    /// <returns>0 at or below <see cref="Low"/>, 1 at or above <see cref="High"/>, straight between.</returns>
    public double Place(double value) => value <= Low ? 0 : value < High ? (value - Low) / (High - Low) : 1;
}
