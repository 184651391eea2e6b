namespace InspectFlow.Scoring;

/// <summary>The names of the scores, as they stand in line definitions, in the database and in the CSV files. Higher is more anomalous for all.</summary>
public static class ScoreNames
{
    /// <summary>The exact negative log-likelihood, in nats.</summary>
    public const string Nll = "nll";

    /// <summary>The mean of the largest values of the local NLL map (<see cref="PeakScore"/>).</summary>
    public const string Peak = "peak";

    /// <summary>How far the NLL is from typical, on either side (<see cref="TypicalityReference"/>).</summary>
    public const string Typicality = "typicality";

    /// <summary>The NLL minus the image's code length (<see cref="ComplexityScore"/>), in nats.</summary>
    public const string Complexity = "complexity";

    /// <summary>
    /// The mean of the largest departures of the local NLL map from what good parts have at the same place
    /// (<see cref="LocalTypicalityReference"/>), in deviations.
    /// </summary>
    public const string LocalTypicality = "local_typicality";

    /// <summary>
    /// The exact negative log-likelihood of what reaches the flow's last scale, under that scale alone, in nats: −log p(z) of its latents
    /// less log |det| of its own layers (Schirrmeister et al., "Understanding Anomaly Detection with Deep Invertible Networks through
    /// Hierarchies of Distributions and Features", 2020). The finer scales, which know only how pixels vary from place to place, have no say in it.
    /// </summary>
    public const string LastScale = "last_scale";

    /// <summary>The whole and the local view of an image joined (<see cref="JointReference"/>), in spreads of good images.</summary>
    public const string Joint = "joint";

    /// <summary>Gets every name.</summary>
    public static IReadOnlyList<string> All { get; } = [Nll, Peak, Typicality, Complexity, LocalTypicality, LastScale, Joint];

    /// <summary>Tells whether a score is made from the local map, which not every model gives.</summary>
    /// <param name="score">One of <see cref="All"/>.</param>
    /// <returns>True for <see cref="Peak"/>, <see cref="LocalTypicality"/> and <see cref="Joint"/>.</returns>
    public static bool NeedsMap(string score) => score is Peak or LocalTypicality or Joint;
}
