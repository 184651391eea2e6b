namespace InspectFlow.Jobs.Calibrating;

/// <summary>The colour scale of local NLL maps: the same for every picture of a calibration, so that pictures compare.</summary>
/// <param name="Low">Nats per pixel at the scale's foot: the median of the calibration images' pixels.</param>
/// <param name="High">Nats per pixel at its top: the 99.95th percentile of theirs.</param>
public sealed record MapScale(double Low, double High);
