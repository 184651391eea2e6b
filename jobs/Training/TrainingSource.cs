using System.Globalization;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Training;

/// <summary>The training folders of a line as one source.</summary>
internal sealed class TrainingSource(LineDefinition line, TimeProvider time) : IImageSource
{
    /// <inheritdoc/>
    public IEnumerable<SourceFile> List(Action<SourceProblem> onProblem, CancellationToken cancellationToken)
    {
        var folders = line.RequireGoodImages().Folders;
        for (var i = 0; i < folders.Count; i++)
        {
            var prefix = folders.Count == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{i + 1}/");

            // Nothing waits for a next run here: a person has put these pictures where they are.
            var source = new FolderSource(
                new FolderSourceOptions { Folder = folders[i], Glob = line.RequireGoodImages().Glob, SettleTime = TimeSpan.Zero }, time);
            foreach (var file in source.List(p => onProblem(p with { RelativePath = prefix + p.RelativePath }), cancellationToken))
            {
                yield return file with { RelativePath = prefix + file.RelativePath };
            }
        }
    }
}
