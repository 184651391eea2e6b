using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;

namespace InspectFlow.Jobs.Training;

/// <summary>Settles the size of prepared pictures by the good pictures' own where a line leaves it to the product.</summary>
internal static class AutomaticSize
{
    // Headers of so many files tell a line's usual size.
    private const int MostMeasured = 100;

    /// <summary>Settles it; a line that names its size stays as it is.</summary>
    /// <param name="session">The line.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public static LineSession Settle(LineSession session, CancellationToken cancellationToken)
    {
        var line = session.Line;
        if (!line.HasAutomaticSize)
        {
            return session;
        }

        if (line.Preprocessing.Region is { } region)
        {
            return session.With(line with { Preprocessing = PictureSize.For(line.Preprocessing, region.Width, region.Height) });
        }

        var files = GoodImages.List(line, session.Time, [], cancellationToken);
        var decoder = new ImageDecoder(line.Decoding);
        List<(int Width, int Height)> sizes = [];
        foreach (var file in files.Where((_, i) => i % ((files.Count / MostMeasured) + 1) == 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                sizes.Add(decoder.Measure(File.ReadAllBytes(file.Path), file.Path));
            }
            catch (Exception e) when (e is ImageDecodeException or IOException or UnauthorizedAccessException)
            {
                // Reading the pictures for training says what is wrong with it.
            }
        }

        return sizes.Count == 0
            ? session
            : session.With(line with
            {
                Preprocessing = PictureSize.For(line.Preprocessing, Median(sizes.Select(s => s.Width)), Median(sizes.Select(s => s.Height))),
            });
    }

    private static int Median(IEnumerable<int> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
