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
/// Finds the good images on which a model may be calibrated: those of its own *calibrate* side, and those that have
/// come since and show no part that the model was fitted to or selected on.
/// </summary>
internal static class CalibrationImages
{
    /// <summary>Finds them among the line's good images as they are now.</summary>
    /// <param name="session">The line.</param>
    /// <param name="bundle">The model.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The files, in listing order.</returns>
    public static async Task<IReadOnlyList<SourceFile>> FindAsync(
        LineSession session, ModelBundle bundle, CancellationToken cancellationToken)
    {
        var line = session.Line;
        var split = JsonSerializer.Deserialize<SplitManifest>(bundle.Metadata.SplitJson, LineJson.Options)!;
        var files = GoodImages.List(line, session.Time, [], cancellationToken);
        var images = await PreparedImageSet.LoadAsync(
            files,
            new BatchOptions { Workers = LineThreads.Count(line.Threads) },
            line.Decoding,
            line.Preprocessing.WithoutFlatField(),
            scale: 1,
            line.Training.Seed,
            session.Time,
            cancellationToken).ConfigureAwait(false);

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
                $"The model in force learned from all good images of the line {line.Name} (it was calibrated in folds). Add pictures of other good parts, or calibrate from stored scores, without --images.",
                0);
        }

        return [.. files.Where(f => chosen.Contains(f.RelativePath))];
    }
}
