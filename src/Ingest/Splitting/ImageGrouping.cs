using System.Globalization;
using System.Text.RegularExpressions;

namespace InspectFlow.Ingest;

/// <summary>Groups images by their paths and by their looks; whatever links two of them, links their groups.</summary>
public static class ImageGrouping
{
    private const int NameLength = 12;

    /// <summary>Groups images.</summary>
    /// <param name="images">The images, each content once.</param>
    /// <param name="options">What links them.</param>
    /// <param name="cancellationToken">Stops the search for near-duplicates.</param>
    /// <returns>
    /// The groups. A group's name comes from its contents, the beginning of the smallest hash, so that it does not depend
    /// on the order or the place of the files.
    /// </returns>
    /// <exception cref="OptionsException">The options are not usable, or the pattern takes too long on a path.</exception>
    public static ImageGroups Group(IReadOnlyList<PreparedImage> images, GroupingOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, "the grouping options");
        var sets = new DisjointSets(images.Count);
        var warnings = new List<string>();
        JoinEqual(sets, images.Select(i => i.ContentHash));
        if (options.PathPattern is { } pattern)
        {
            JoinByPath(sets, images, GroupingOptions.CreatePattern(pattern), warnings);
        }

        if (options.NearDuplicates is { } looks)
        {
            var found = NearDuplicates.Find(images, looks, cancellationToken);
            for (var i = 0; i < images.Count; i++)
            {
                sets.Join(i, found.GroupOf[i]);
            }

            warnings.AddRange(found.Warnings);
        }

        var names = Enumerable.Range(0, images.Count)
            .GroupBy(sets.Find)
            .ToDictionary(g => g.Key, g => g.Select(i => images[i].ContentHash).Min(StringComparer.Ordinal)![..NameLength]);
        return new(images.Select((image, i) => new SplitEntry(image.RelativePath, image.ContentHash, names[sets.Find(i)])).ToArray(), warnings);
    }

    private static void JoinByPath(DisjointSets sets, IReadOnlyList<PreparedImage> images, Regex pattern, List<string> warnings)
    {
        var groups = GroupingOptions.NamedGroups(pattern);
        var keys = images.Select(image => Match(pattern, image.RelativePath) is { Success: true } match && groups.Any(g => match.Groups[g].Success)
            ? string.Join('\0', groups.Select(g => match.Groups[g].Value))
            : null).ToArray();
        JoinEqual(sets, keys);
        var unmatched = keys.Count(k => k is null);
        if (unmatched > 0)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"the path pattern does not match {unmatched} of {images.Count} images, for example {images[Array.IndexOf(keys, null)].RelativePath}; they are grouped by looks alone"));
        }
    }

    private static Match Match(Regex pattern, string path)
    {
        try
        {
            return pattern.Match(path);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new OptionsException(
                "the grouping options",
                [new("$.pathPattern", $"{pattern} takes more than a second on the file {path}; write it without repetitions of repetitions, such as (a+b?)+")]);
        }
    }

    private static void JoinEqual(DisjointSets sets, IEnumerable<string?> keys)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, key) in keys.Index())
        {
            if (key is not null && !first.TryAdd(key, index))
            {
                sets.Join(first[key], index);
            }
        }
    }
}
