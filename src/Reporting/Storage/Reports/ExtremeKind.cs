namespace InspectFlow.Reporting.Storage;

/// <summary>Which end of which order an extreme image stands at.</summary>
public enum ExtremeKind
{
    /// <summary>Flagged, by the margin over the review threshold.</summary>
    Flagged,

    /// <summary>Farthest from the mean of the training set's latent points.</summary>
    Farthest,

    /// <summary>Nearest to the mean of the training set's latent points.</summary>
    Nearest,

    /// <summary>Highest negative log-likelihood.</summary>
    Highest,

    /// <summary>Lowest negative log-likelihood.</summary>
    Lowest,
}
