using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Training;

/// <summary>The files of a line's good images: those in its training folders.</summary>
internal static class GoodImages
{
    /// <summary>Lists the files. With several folders a path begins with its folder's number, so that names stay apart.</summary>
    /// <exception cref="TrainingDataException">There is none.</exception>
    public static IReadOnlyList<SourceFile> List(
        LineDefinition line, TimeProvider time, List<string> problems, CancellationToken cancellationToken)
    {
        var source = new TrainingSource(line, time);
        var files = source.List(p => problems.Add($"{p.Path}: {p.Reason}"), cancellationToken).ToList();
        return files.Count > 0
            ? files
            : throw new TrainingDataException(
                line.Name,
                $"no PNG, JPEG, BMP or TIFF image in {string.Join(", ", line.RequireGoodImages().Folders)}{Found(problems)}. " +
                "Put pictures of good parts there, or correct $.goodImages.folders or $.goodImages.glob.");
    }

    // What was there instead, such as pictures of another format.
    private static string Found(List<string> problems) => problems.Count > 0 ? $" ({string.Join("; ", problems.Take(3))})" : string.Empty;
}
