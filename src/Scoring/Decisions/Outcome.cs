namespace InspectFlow.Scoring;

/// <summary>The words for what becomes of a part, as they stand in the database and in the CSV files.</summary>
public static class Outcome
{
    /// <summary>The part looks like the good ones.</summary>
    public const string Ok = "ok";

    /// <summary>A person should look at the part.</summary>
    public const string Review = "review";

    /// <summary>The part is rejected.</summary>
    public const string Reject = "reject";

    /// <summary>Gets every outcome, mildest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Ok, Review, Reject];
}
