namespace InspectFlow.Ingest;

/// <summary>
/// All images of a source, prepared and in memory: what training works on. With tiling an image keeps a few tiles at random places;
/// whole pictures are held only while they are cut.
/// </summary>
public sealed class PreparedImageSet
{
    private PreparedImageSet(
        PreprocessingOptions preprocessing, int scale, IReadOnlyList<PreparedImage> images, IReadOnlyList<PreparedItem> duplicates, IReadOnlyList<PreparedItem> unused)
    {
        Preprocessing = preprocessing;
        Scale = scale;
        Images = images;
        Duplicates = duplicates;
        Unused = unused;
    }

    /// <summary>Gets how the images were prepared.</summary>
    public PreprocessingOptions Preprocessing { get; }

    /// <summary>Gets the factor by which width and height exceed those of <see cref="Preprocessing"/>.</summary>
    public int Scale { get; }

    /// <summary>Gets the images in the order of the files, each content once.</summary>
    public IReadOnlyList<PreparedImage> Images { get; }

    /// <summary>Gets the files whose content an earlier file has already brought.</summary>
    public IReadOnlyList<PreparedItem> Duplicates { get; }

    /// <summary>Gets the files that failed or wait, with their reasons.</summary>
    public IReadOnlyList<PreparedItem> Unused { get; }

    /// <summary>Gives the same with some images left out.</summary>
    /// <param name="isKept">Tells which stay.</param>
    /// <returns>A set that shares the images that stay.</returns>
    public PreparedImageSet Where(Func<PreparedImage, bool> isKept) => new(Preprocessing, Scale, [.. Images.Where(isKept)], Duplicates, Unused);

    /// <summary>Reads and prepares files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="batching">How many threads to use; the batch size does not matter here.</param>
    /// <param name="decoding">The limits of decoding.</param>
    /// <param name="preprocessing">What the model's input looks like.</param>
    /// <param name="scale">Prepares at this multiple of width and height, so that training can cut its variants out.</param>
    /// <param name="seed">With tiling, which tiles are drawn; where a tile lies depends on neither the scale nor other images.</param>
    /// <param name="time">Measures the stages.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The images and what could not be used.</returns>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    /// <exception cref="SourceException">The files' source failed while it was listed.</exception>
    public static async Task<PreparedImageSet> LoadAsync(
        IEnumerable<SourceFile> files,
        BatchOptions batching,
        DecodingOptions decoding,
        PreprocessingOptions preprocessing,
        int scale,
        long seed,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(batching);
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        OptionsValidator.Validate(batching, "the batch options");
        OptionsValidator.Validate(preprocessing, "the preprocessing options");
        var settings = new LoaderSettings(
            new(decoding), preprocessing, time, new(), new(), IsKnown: null, scale, WantsFingerprint: true);
        var images = new List<PreparedImage>();
        var duplicates = new List<PreparedItem>();
        var unused = new List<PreparedItem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (item, pixels, fingerprint) in OrderedWorkers.LoadAsync(files, settings, batching, cancellationToken).ConfigureAwait(false))
        {
            if (pixels is null || fingerprint is null)
            {
                unused.Add(item);
            }
            else if (seen.Add(item.ContentHash!))
            {
                var kept = pixels;
                if (item.Tiles is { } tiles)
                {
                    kept = TileDraw.Cut(pixels, tiles, preprocessing, scale, seed, item.ContentHash!);
                    settings.Buffers.Return(pixels);
                }

                images.Add(new(item.File.RelativePath, item.ContentHash!, kept, fingerprint, item.Width, item.Height, item.Content) { Tiles = item.Tiles, Pose = item.Pose });
            }
            else
            {
                settings.Buffers.Return(pixels);
                duplicates.Add(item);
            }
        }

        return new(preprocessing, scale, images, duplicates, unused);
    }
}
