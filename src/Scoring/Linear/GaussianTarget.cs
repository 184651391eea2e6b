namespace InspectFlow.Scoring;

/// <summary>What a sample covariance is shrunk towards.</summary>
public enum GaussianTarget
{
    /// <summary>The mean variance times the identity: all pixels alike, independent.</summary>
    Identity,

    /// <summary>The diagonal of the sample covariance: each pixel its own variance, independent.</summary>
    Diagonal,
}
