using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using OpenCvSharp;

namespace InspectFlow.Jobs.Training;

/// <summary>Settles size, colour and alignment of prepared pictures by the good pictures' own where a line leaves them to the product.</summary>
internal static class AutomaticPreprocessing
{
    // Headers of so many files tell a line's usual size, and fewer pictures whether it has colours.
    private const int MostMeasured = 100;
    private const int MostLookedAt = 15;

    /// <summary>Settles all; what a line names stays as it is.</summary>
    /// <param name="line">The line.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <exception cref="TrainingDataException">There is no good picture.</exception>
    public static LineDefinition Settle(LineDefinition line, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!line.HasAutomaticSize && !line.HasAutomaticColor)
        {
            return line;
        }

        var files = GoodImages.List(line, time, [], cancellationToken);
        var decoder = new ImageDecoder(line.Decoding);
        var preprocessing = line.Preprocessing;
        if (line.HasAutomaticColor)
        {
            var contents = Measure(files, MostLookedAt, (bytes, path) => ColorContent.Measure(bytes, path, preprocessing, decoder), cancellationToken);
            preprocessing = preprocessing with { Color = PictureColor.For(contents) };
        }

        if (line.HasAutomaticAlignment)
        {
            preprocessing = preprocessing with { Alignment = Alignment(files, decoder, cancellationToken) };
        }

        if (line.HasAutomaticSize)
        {
            preprocessing = WithSize(preprocessing, files, decoder, cancellationToken);
        }

        return line with { Preprocessing = preprocessing };
    }

    private static AlignmentOptions? Alignment(IReadOnlyList<SourceFile> files, ImageDecoder decoder, CancellationToken cancellationToken)
    {
        using var finder = new PartFinder();
        return PartAlignment.For(Measure(files, MostMeasured, Find, cancellationToken));

        FoundPart? Find(byte[] bytes, string path)
        {
            using var picture = decoder.Decode(bytes, path, new PreprocessingOptions());
            return finder.Find(picture);
        }
    }

    private static PreprocessingOptions WithSize(
        PreprocessingOptions preprocessing, IReadOnlyList<SourceFile> files, ImageDecoder decoder, CancellationToken cancellationToken)
    {
        if (OwnSize(preprocessing, files, decoder, cancellationToken) is not { } size)
        {
            return preprocessing;
        }

        var own = PictureSize.For(preprocessing, size.Width, size.Height, files.Count);
        var blurs = Measure(files, MostLookedAt, (bytes, path) => PictureBlur.Measure(bytes, path, own, decoder), cancellationToken);
        return blurs.Count == 0 ? own : PictureSize.Sharp(own, Median(blurs), files.Count);
    }

    private static (int Width, int Height)? OwnSize(
        PreprocessingOptions preprocessing, IReadOnlyList<SourceFile> files, ImageDecoder decoder, CancellationToken cancellationToken)
    {
        if (preprocessing.Alignment is { } box)
        {
            return (box.Width, box.Height);
        }

        if (preprocessing.Region is { } region)
        {
            return (region.Width, region.Height);
        }

        var sizes = Measure(files, MostMeasured, (bytes, path) => decoder.Measure(bytes, path), cancellationToken);
        return sizes.Count == 0 ? null : (Median(sizes.Select(s => s.Width)), Median(sizes.Select(s => s.Height)));
    }

    private static List<T> Measure<T>(
        IReadOnlyList<SourceFile> files, int most, Func<byte[], string, T> measure, CancellationToken cancellationToken)
    {
        List<T> measured = [];
        foreach (var file in files.Where((_, i) => i % ((files.Count / most) + 1) == 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                measured.Add(measure(File.ReadAllBytes(file.Path), file.Path));
            }
            catch (Exception e) when (e is ImageDecodeException or PreparationException or OpenCVException or IOException or UnauthorizedAccessException)
            {
                // Reading the pictures for training says what is wrong with it.
            }
        }

        return measured;
    }

    private static T Median<T>(IEnumerable<T> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
