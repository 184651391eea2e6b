using System.Globalization;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Demo;

/// <summary>What a scan of the demo's night found, held against the truth that only the demo knows.</summary>
internal sealed record DemoSummary
{
    /// <summary>Compares a run with the labels.</summary>
    /// <param name="labels">The truth, by the path in the set.</param>
    /// <param name="rows">What the run decided.</param>
    /// <param name="score">The score that decided.</param>
    public DemoSummary(IReadOnlyList<DemoLabel> labels, IEnumerable<InspectionRow> rows, string score)
    {
        var decided = rows.ToDictionary(r => r.Path, StringComparer.Ordinal);
        var good = new List<double>();
        var defective = new List<double>();
        foreach (var label in labels)
        {
            if (!decided.TryGetValue(label.Path[(DemoNight.Folder.Length + 1)..], out var row))
            {
                continue;
            }

            var value = row.Value(score) ?? double.PositiveInfinity;
            var flagged = row.Outcome is not Outcome.Ok;
            if (!string.Equals(label.Kind, DefectNames.Good, StringComparison.Ordinal))
            {
                defective.Add(value);
                Found += flagged ? 1 : 0;
                Missed += flagged ? 0 : 1;
                var (found, all) = ByKind.GetValueOrDefault(label.Kind);
                ByKind[label.Kind] = (found + (flagged ? 1 : 0), all + 1);
            }
            else
            {
                good.Add(value);
                FalseAlarms += flagged ? 1 : 0;
            }
        }

        GoodParts = good.Count;
        ImageAuroc = Auroc.Of(good, defective);
    }

    /// <summary>Gets how many defective pictures were flagged.</summary>
    public int Found { get; }

    /// <summary>Gets how many were not.</summary>
    public int Missed { get; }

    /// <summary>Gets how many good pictures were flagged.</summary>
    public int FalseAlarms { get; }

    /// <summary>Gets how many good pictures there are.</summary>
    public int GoodParts { get; }

    /// <summary>Gets the area under the ROC curve of the deciding score.</summary>
    public double? ImageAuroc { get; }

    /// <summary>Gets, for each kind of defect, how many were flagged of how many.</summary>
    public SortedDictionary<string, (int Found, int All)> ByKind { get; } = new(StringComparer.Ordinal);

    /// <summary>Tells a person.</summary>
    public void Describe(TextWriter output)
    {
        var invariant = CultureInfo.InvariantCulture;
        output.WriteLine(string.Create(invariant, $"found        {Found} of {Found + Missed} defective parts ({string.Join(", ", ByKind.Select(k => $"{k.Key} {k.Value.Found}/{k.Value.All}"))})"));
        output.WriteLine(string.Create(invariant, $"missed       {Missed}"));
        output.WriteLine(string.Create(invariant, $"false alarms {FalseAlarms} on {GoodParts} good parts"));
        output.WriteLine(string.Create(invariant, $"image AUROC  {ImageAuroc:F3}"));
    }
}
