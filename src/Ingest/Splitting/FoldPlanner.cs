namespace InspectFlow.Ingest;

/// <summary>
/// Divides good images into folds of nearly equal size, whole groups to one fold. The choice follows from the seed and the
/// contents alone, as with <see cref="SplitPlanner"/>.
/// </summary>
public sealed class FoldPlanner
{
    /// <summary>The fewest folds: with two, a model would learn from half of the images.</summary>
    public const int FewestFolds = 3;

    /// <summary>The most folds.</summary>
    public const int MostFolds = 20;

    private readonly int folds;
    private readonly SplitPlanner planner;

    /// <summary>Initializes a new instance of the <see cref="FoldPlanner"/> class.</summary>
    /// <param name="folds">The number of folds, <see cref="FewestFolds"/> to <see cref="MostFolds"/>.</param>
    /// <param name="options">The share that selects, and the seed; the shares that calibrate do not matter here.</param>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    public FoldPlanner(int folds, SplitOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, FewestFolds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, MostFolds);
        this.folds = folds;
        planner = new(options);
    }

    /// <summary>Divides images.</summary>
    /// <param name="images">The good images with their groups, each content once.</param>
    /// <returns>The folds.</returns>
    /// <exception cref="SplitException">There are fewer than ten images, or fewer groups than folds.</exception>
    public FoldPlan Plan(IReadOnlyList<SplitEntry> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var groups = planner.Draw(images);
        if (groups.Count < folds)
        {
            throw new SplitException(
                images.Count, groups.Count, $"{folds} folds need at least as many groups; take fewer folds, or add pictures of other parts");
        }

        // The largest first, each to the fold that has least so far: folds differ by no more than they must.
        var members = Enumerable.Range(0, folds).Select(_ => new List<SplitEntry>()).ToArray();
        foreach (var group in groups.OrderByDescending(g => g.Length))
        {
            members.MinBy(m => m.Count)!.AddRange(group);
        }

        var largest = members.Max(m => m.Count);
        if (images.Count - largest < SplitPlanner.MinimumImages)
        {
            throw new SplitException(
                images.Count,
                groups.Count,
                $"the largest of {folds} folds has {largest} images and leaves too few of the others to train on; a group of {groups.Max(g => g.Length)} images stays together, as of one part: see $.goodImages.grouping, or add pictures of other parts");
        }

        return new(
            [.. members.Select(fold => planner.Divide([.. images.Except(fold)], fold))],
            planner.Divide(images, []));
    }
}
