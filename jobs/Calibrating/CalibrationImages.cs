using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Threads;
using InspectFlow.Jobs.Training;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>
/// The good images on which a model may be calibrated: those of its own *calibrate* side, and those that have
/// come since and show no part that the model was fitted to or selected on.
/// </summary>
/// <param name="Files">The files, in listing order.</param>
/// <param name="Problems">Good images that could not be listed or read, whichever side they are of, "path: reason".</param>
internal sealed record CalibrationImages(IReadOnlyList<SourceFile> Files, IReadOnlyList<string> Problems)
{
    /// <summary>Finds them among the line's good images as they are now.</summary>
    /// <param name="session">The line.</param>
    /// <param name="bundle">The model.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The images, and what could not be read.</returns>
    /// <exception cref="CalibrationException">There is none.</exception>
    public static async Task<CalibrationImages> FindAsync(
        LineSession session, ModelBundle bundle, CancellationToken cancellationToken)
    {
        var line = session.Line;
        var split = JsonSerializer.Deserialize<SplitManifest>(bundle.Metadata.SplitJson, LineJson.Options)!;
        var problems = new List<string>();
        var files = GoodImages.List(line, session.Time, problems, cancellationToken);
        var images = await PreparedImageSet.LoadAsync(
            files,
            new BatchOptions { Workers = LineThreads.Count(line.Threads) },
            line.Decoding,
            line.Preprocessing.WithoutFlatField(),
            scale: 1,
            line.Training.Seed,
            session.Time,
            cancellationToken).ConfigureAwait(false);
        problems.AddRange(images.Unused.Select(u => $"{u.File.Path}: {u.Reason}"));

        // By content, so that a folder that was moved or renamed is still the same folder.
        var calibrate = split.Calibrate.Select(e => e.ContentHash).ToHashSet(StringComparer.Ordinal);
        var learned = split.Fit.Concat(split.Select).Select(e => e.ContentHash).ToHashSet(StringComparer.Ordinal);
        var groups = ImageGrouping.Group(images.Images, line.RequireGoodImages().Grouping, cancellationToken);
        var learnedGroups = groups.Entries
            .Where(e => learned.Contains(e.ContentHash))
            .Select(e => e.Group)
            .ToHashSet(StringComparer.Ordinal);
        var chosen = groups.Entries
            .Where(e => calibrate.Contains(e.ContentHash) ||
                (!learned.Contains(e.ContentHash) && !learnedGroups.Contains(e.Group)))
            .Select(e => e.RelativePath)
            .ToHashSet(StringComparer.Ordinal);
        if (chosen.Count == 0)
        {
            throw new CalibrationException(
                $"The model in force learned from all good images of the line {line.Name} (it was calibrated in folds). Add pictures of other good parts, or calibrate from stored scores, without --images." +
                string.Concat(problems.Take(5).Select(p => $"{Environment.NewLine}  unreadable: {p}")),
                0);
        }

        return new([.. files.Where(f => chosen.Contains(f.RelativePath))], problems);
    }
}
