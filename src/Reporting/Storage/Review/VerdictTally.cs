using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Storage;

/// <summary>What people said of images that were decided alike.</summary>
public sealed record VerdictTally
{
    /// <summary>The name of the random sample of unflagged images.</summary>
    public const string Audit = "audit";

    /// <summary>Gets which images: <c>reject</c>, <c>review</c>, or <see cref="Audit"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how many there are.</summary>
    public long Images { get; init; }

    /// <summary>Gets how many were judged defective.</summary>
    public long Defective { get; init; }

    /// <summary>Gets how many were judged good.</summary>
    public long Good { get; init; }

    /// <summary>Gets how many a person was unsure about.</summary>
    public long Unsure { get; init; }

    /// <summary>Gets how many have a verdict, good or defective.</summary>
    public long Judged => Defective + Good;

    /// <summary>Gets how many nobody has judged.</summary>
    public long Open => Images - Judged - Unsure;

    /// <summary>Gets the share of defective ones among the judged, with its 95 % interval: the precision of flags, what was missed of an audit sample.</summary>
    public ProportionInterval Real => ProportionInterval.Of(Defective, Judged);

    /// <summary>Adds the counts of other images.</summary>
    /// <param name="other">Their tally.</param>
    /// <param name="name">What both are called together.</param>
    /// <returns>The sum.</returns>
    public VerdictTally Plus(VerdictTally other, string name)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            Name = name,
            Images = Images + other.Images,
            Defective = Defective + other.Defective,
            Good = Good + other.Good,
            Unsure = Unsure + other.Unsure,
        };
    }
}
