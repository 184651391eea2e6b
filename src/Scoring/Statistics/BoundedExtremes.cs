namespace InspectFlow.Scoring;

/// <summary>
/// The items with the largest and the smallest keys of a population of any size, in memory bounded by the capacity.
/// The result does not depend on the order of arrival: ties go to the smaller identity, and an item that comes again
/// with the same key and identity counts once.
/// </summary>
/// <typeparam name="T">What the items are.</typeparam>
public sealed class BoundedExtremes<T>
{
    private readonly SortedSet<Extreme<T>> largest = new(Comparer<Extreme<T>>.Create(
        (a, b) => b.Key.CompareTo(a.Key) is var order and not 0 ? order : string.CompareOrdinal(a.Identity, b.Identity)));

    private readonly SortedSet<Extreme<T>> smallest = new(Comparer<Extreme<T>>.Create(
        (a, b) => a.Key.CompareTo(b.Key) is var order and not 0 ? order : string.CompareOrdinal(a.Identity, b.Identity)));

    /// <summary>Initializes a new instance of the <see cref="BoundedExtremes{T}"/> class.</summary>
    /// <param name="capacity">How many items to keep at either end.</param>
    public BoundedExtremes(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        Capacity = capacity;
    }

    /// <summary>Gets how many items are kept at either end.</summary>
    public int Capacity { get; }

    /// <summary>Gets the items with the largest keys, largest first.</summary>
    public IReadOnlyCollection<Extreme<T>> Largest => largest;

    /// <summary>Gets the items with the smallest keys, smallest first.</summary>
    public IReadOnlyCollection<Extreme<T>> Smallest => smallest;

    /// <summary>Offers an item.</summary>
    /// <param name="key">What to order by; NaN has no place in an order and is not kept, ±∞ is.</param>
    /// <param name="identity">What tells the item from others with the same key.</param>
    /// <param name="item">The item.</param>
    /// <returns>True when the item is now among the extremes of either end.</returns>
    public bool Add(double key, string identity, T item)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (double.IsNaN(key))
        {
            return false;
        }

        var extreme = new Extreme<T>(key, identity, item);
        return Keep(largest, extreme) | Keep(smallest, extreme);
    }

    private bool Keep(SortedSet<Extreme<T>> kept, Extreme<T> extreme)
    {
        if (Capacity == 0 || (kept.Count == Capacity && kept.Comparer.Compare(extreme, kept.Max) > 0))
        {
            return false;
        }

        if (kept.Add(extreme) && kept.Count > Capacity)
        {
            kept.Remove(kept.Max!);
        }

        return true;
    }
}
