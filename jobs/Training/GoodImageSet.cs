using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Threads;

namespace InspectFlow.Jobs.Training;

/// <summary>A line's good images, read once: what is grouped and split, and the files to go back to.</summary>
/// <param name="Files">All files listed.</param>
/// <param name="Images">The images that can be used, without flat-field correction: that is measured after the split.</param>
/// <param name="Problems">What could not be used, "path: reason".</param>
internal sealed record GoodImageSet(IReadOnlyList<SourceFile> Files, PreparedImageSet Images, IReadOnlyList<string> Problems)
{
    /// <summary>Fewer images than this cannot be split three ways and say anything.</summary>
    public const int FewestImages = 20;

    /// <summary>Reads them.</summary>
    /// <exception cref="TrainingDataException">There are too few.</exception>
    public static async Task<GoodImageSet> ReadAsync(LineDefinition line, long seed, TimeProvider time, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var files = GoodImages.List(line, time, problems, cancellationToken);
        var images = await LoadAsync(line, files, line.Preprocessing.WithoutFlatField(), 1, seed, time, cancellationToken).ConfigureAwait(false);
        problems.AddRange(images.Unused.Select(u => $"{u.File.Path}: {u.Reason}"));
        if (line.Preprocessing.FlatField is not null)
        {
            images = OfOneSize(images, problems);
        }

        return images.Images.Count >= FewestImages
            ? new(files, images, problems)
            : throw new TrainingDataException(
                line.Name,
                $"{images.Images.Count} different readable images of good parts are too few; at least {FewestImages} are needed, " +
                "a few hundred are better." + string.Concat(problems.Take(5).Select(p => $"{Environment.NewLine}  {p}")));
    }

    /// <summary>Loads files with all of the line's settings but the preprocessing.</summary>
    public static Task<PreparedImageSet> LoadAsync(
        LineDefinition line,
        IEnumerable<SourceFile> files,
        PreprocessingOptions preprocessing,
        int scale,
        long seed,
        TimeProvider time,
        CancellationToken cancellationToken) =>
        PreparedImageSet.LoadAsync(
            files, new BatchOptions { Workers = LineThreads.Count(line.Threads) }, line.Decoding, preprocessing, scale, seed, time, cancellationToken);

    // A flat field is for pictures of one size: that of most, since a few strays must not decide.
    private static PreparedImageSet OfOneSize(PreparedImageSet images, List<string> problems)
    {
        var sizes = images.Images.CountBy(i => (i.Width, i.Height)).OrderByDescending(s => s.Value).ToList();
        if (sizes.Count < 2)
        {
            return images;
        }

        var (width, height) = sizes[0].Key;
        problems.AddRange(images.Images
            .Where(i => (i.Width, i.Height) != (width, height))
            .Select(i => $"{i.RelativePath}: the picture has {i.Width}×{i.Height} pixels, most good images have {width}×{height}; with $.preprocessing.flatField all must be alike"));
        return images.Where(i => (i.Width, i.Height) == (width, height));
    }
}
