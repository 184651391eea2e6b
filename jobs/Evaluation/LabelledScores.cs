using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>The scores of a labelled test set, by kind: the first folder of a path, <c>good</c> or a defect's name.</summary>
internal sealed class LabelledScores
{
    /// <summary>The folder of good images.</summary>
    public const string Good = "good";

    private readonly SortedDictionary<string, List<ScoreValues>> kinds = new(StringComparer.Ordinal);

    /// <summary>Gathers the rows of a run.</summary>
    public LabelledScores(IEnumerable<InspectionRow> rows)
    {
        foreach (var row in rows)
        {
            var kind = row.Path.Split('/')[0];
            if (!kinds.TryGetValue(kind, out var list))
            {
                kinds.Add(kind, list = []);
            }

            list.Add(row);
        }
    }

    /// <summary>Gets the kinds of defect.</summary>
    public IEnumerable<string> Defects => kinds.Keys.Where(k => !string.Equals(k, Good, StringComparison.Ordinal));

    /// <summary>Gets the number of images of one kind.</summary>
    public int Count(string kind) => kinds.TryGetValue(kind, out var list) ? list.Count : 0;

    /// <summary>Gives one score of all images of a kind. What is not a number is worse than everything.</summary>
    public IReadOnlyCollection<double> Of(string kind, string score) =>
        kinds.TryGetValue(kind, out var list) ? [.. list.Select(s => s.Value(score) ?? double.PositiveInfinity)] : [];

    /// <summary>Gives one score of all defective images.</summary>
    public IReadOnlyCollection<double> OfDefects(string score) => [.. Defects.SelectMany(d => Of(d, score))];
}
