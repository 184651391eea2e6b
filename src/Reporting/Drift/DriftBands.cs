using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Drift;

/// <summary>How the scores of a calibration's good images lie: what a run's are compared with.</summary>
/// <param name="Nll">The quantiles of the negative log-likelihood, in nats; null for a calibration that was imported without its reference scores, and for a cross-scored one, whose good images' likelihoods are of several models.</param>
/// <param name="Deciding">The quantiles of the score that decides.</param>
public sealed record DriftBands(Quantiles? Nll, Quantiles Deciding);
