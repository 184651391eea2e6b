namespace InspectFlow.Scoring;

/// <summary>
/// A uniform random sample, without replacement, of a population of any size, in memory bounded by the capacity
/// (bottom-k sampling, Cohen and Kaplan 2007). Which items are in it follows from the seed and the items' identities,
/// not from the order of arrival; an identity that comes again counts once.
/// </summary>
/// <typeparam name="T">What the items are.</typeparam>
/// <param name="capacity">How many items to keep.</param>
/// <param name="seed">The seed.</param>
public sealed class ContentSample<T>(int capacity, long seed)
{
    private readonly BoundedExtremes<T> kept = new(capacity);

    /// <summary>Gets the items of the sample, in random order.</summary>
    public IReadOnlyList<T> Items => [.. kept.Smallest.Select(extreme => extreme.Item)];

    /// <summary>Offers an item.</summary>
    /// <param name="identity">The item's identity, for example its content's SHA-256.</param>
    /// <param name="item">The item.</param>
    /// <returns>True when the item is now in the sample; a later one may still take its place.</returns>
    public bool Add(string identity, T item) => kept.Add(ContentDraw.Uniform(seed, identity), identity, item);
}
