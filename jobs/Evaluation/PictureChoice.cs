using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>
/// Chooses the defects that people are shown, by a rule and not by looks. The kinds take turns in the order of their names until the
/// number is reached; of each kind's pictures, ordered by the deciding score, those at the middles of equal shares are taken, so that a
/// single one is the median.
/// </summary>
internal static class PictureChoice
{
    /// <summary>Chooses among the defects that were found, and among those that were missed.</summary>
    /// <param name="rows">All test pictures.</param>
    /// <param name="count">How many of either; fewer where there are fewer.</param>
    /// <returns>The chosen, by kind and from the highest score down: first what was found.</returns>
    public static (IReadOnlyList<InspectionRow> Found, IReadOnlyList<InspectionRow> Missed) Choose(IEnumerable<InspectionRow> rows, int count)
    {
        var defects = rows.Where(r => !GroundTruth.IsGood(r.Path)).ToLookup(r => r.Outcome is not Outcome.Ok);
        return (Spread(defects[true], count), Spread(defects[false], count));
    }

    private static List<InspectionRow> Spread(IEnumerable<InspectionRow> rows, int count)
    {
        var kinds = rows.GroupBy(r => r.Path.Split('/')[0], StringComparer.Ordinal).OrderBy(k => k.Key, StringComparer.Ordinal)
            .Select(k => k.OrderByDescending(r => r.Margin ?? double.PositiveInfinity).ThenBy(r => r.Path, StringComparer.Ordinal).ToList())
            .ToList();
        var quotas = new int[kinds.Count];
        for (int given = 0, turn = 0; given < Math.Min(count, kinds.Sum(k => k.Count)); turn++)
        {
            var kind = turn % kinds.Count;
            if (quotas[kind] < kinds[kind].Count)
            {
                quotas[kind]++;
                given++;
            }
        }

        return [.. kinds.SelectMany((kind, k) => Enumerable.Range(0, quotas[k])
            .Select(i => kind[(int)(((2L * i) + 1) * kind.Count / (2L * quotas[k]))]))];
    }
}
