using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InspectFlow.Ingest;

/// <summary>
/// Splits good images into fit, select and calibrate, whole groups to one side. The choice follows from the seed and the
/// contents alone: neither the order nor the place of the files changes it.
/// </summary>
public sealed class SplitPlanner
{
    /// <summary>The fewest images that can be split.</summary>
    public const int MinimumImages = 10;

    private const int Sides = 3;

    private readonly SplitOptions options;

    /// <summary>Initializes a new instance of the <see cref="SplitPlanner"/> class.</summary>
    /// <param name="options">The shares and the seed.</param>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    public SplitPlanner(SplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, "the split options");
        this.options = options;
    }

    /// <summary>Says how many images are to calibrate; groups that cannot be shared out move the number a little.</summary>
    /// <param name="images">The number of good images.</param>
    /// <returns>The number that <see cref="Plan"/> aims at.</returns>
    public int CountToCalibrate(int images)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(images);
        var share = Math.Max(1, (int)Math.Round(options.CalibrateShare * images));
        var halfRemains = (images - CountToSelect(images) - options.MinimumCalibrate) * 2 >= images;
        return halfRemains ? Math.Max(share, options.MinimumCalibrate) : share;
    }

    /// <summary>Splits images.</summary>
    /// <param name="images">The good images with their groups, each content once.</param>
    /// <returns>The split; each side in ordinal order of paths.</returns>
    /// <exception cref="SplitException">There are fewer than ten images or three groups.</exception>
    public SplitManifest Plan(IReadOnlyList<SplitEntry> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var groups = Draw(images);
        if (groups.Count < Sides)
        {
            throw new SplitException(images.Count, groups.Count, $"at least {Sides} groups are needed; add pictures of other parts, or correct the path pattern or turn near-duplicates off if these already show different parts");
        }

        // The largest group fits: what it holds cannot be shared out.
        var largest = groups.MaxBy(g => g.Length)!;
        groups.Remove(largest);
        var calibrateTarget = CountToCalibrate(images.Count);
        var calibrate = Take(groups, calibrateTarget, Math.Min(calibrateTarget, options.MinimumCalibrate), leave: 1);
        var select = Take(groups, CountToSelect(images.Count), atLeast: 1, leave: 0);
        var fit = groups.SelectMany(g => g).Concat(largest).ToList();
        return new(options.Seed, Sort(fit), Sort(select), Sort(calibrate), Warn(images.Count, fit.Count, calibrate.Count, calibrateTarget));
    }

    /// <summary>Gives the groups in the order in which the seed draws them.</summary>
    internal List<SplitEntry[]> Draw(IReadOnlyList<SplitEntry> images)
    {
        var groups = images.GroupBy(e => e.Group, StringComparer.Ordinal)
            .Select(g => g.ToArray())
            .OrderBy(g => DrawKey(g.Select(e => e.ContentHash).Min(StringComparer.Ordinal)!))
            .ToList();
        return images.Count >= MinimumImages
            ? groups
            : throw new SplitException(images.Count, groups.Count, $"at least {MinimumImages} images are needed; add good images to the source folder");
    }

    /// <summary>Divides images of at least two groups into fit and select; those that calibrate are given.</summary>
    internal SplitManifest Divide(IReadOnlyList<SplitEntry> images, IReadOnlyList<SplitEntry> calibrate)
    {
        var groups = Draw(images);
        var largest = groups.MaxBy(g => g.Length)!;
        groups.Remove(largest);
        var select = Take(groups, CountToSelect(images.Count), atLeast: 1, leave: 0);
        return new(options.Seed, Sort(groups.SelectMany(g => g).Concat(largest)), Sort(select), Sort(calibrate), []);
    }

    private static SplitEntry[] Sort(IEnumerable<SplitEntry> entries) =>
        entries.OrderBy(e => e.RelativePath, StringComparer.Ordinal).ThenBy(e => e.ContentHash, StringComparer.Ordinal).ToArray();

    /// <summary>
    /// Takes groups in the order drawn, those that fit first; then the smallest one, once, where that comes nearer to the
    /// target or is needed for the least that is asked for.
    /// </summary>
    private static List<SplitEntry> Take(List<SplitEntry[]> groups, int target, int atLeast, int leave)
    {
        var taken = new List<SplitEntry>();
        for (var i = 0; i < groups.Count && taken.Count < target && groups.Count > leave;)
        {
            if (taken.Count + groups[i].Length <= target)
            {
                taken.AddRange(groups[i]);
                groups.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        if (taken.Count < target && groups.Count > leave)
        {
            var smallest = groups.MinBy(g => g.Length)!;
            if (taken.Count < atLeast || smallest.Length < 2 * (target - taken.Count))
            {
                taken.AddRange(smallest);
                groups.Remove(smallest);
            }
        }

        return taken;
    }

    private int CountToSelect(int images) => Math.Max(1, (int)Math.Round(options.SelectShare * images));

    private string[] Warn(int count, int fit, int calibrate, int calibrateTarget)
    {
        var warnings = new List<string>();
        if (calibrate < options.MinimumCalibrate)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{calibrate} images calibrate, fewer than {options.MinimumCalibrate}; high percentiles are out of reach until there are more good images"));
        }

        if (fit * 2 < count || calibrate > calibrateTarget * 2)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"the groups are so large that {fit} of {count} images fit and {calibrate} calibrate; more parts would split better"));
        }

        return [.. warnings];
    }

    private ulong DrawKey(string contentHash)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{options.Seed}:{contentHash}")));
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
