using InspectFlow.Reporting.Storage;

namespace InspectFlow.Benchmarks.Screenshots;

/// <summary>Judges a part of the demo's images as somebody would who sees them, by the labels that the demo drew them with.</summary>
internal static class DemoVerdicts
{
    private const string Good = "good";

    public static void Add(InspectionStore store, string line, string labels)
    {
        var kinds = File.ReadLines(labels).Skip(1).Select(l => l.Split(',')).ToDictionary(f => Path.GetFileName(f[0]), f => f[2], StringComparer.Ordinal);
        var filter = new ReviewFilter { LineIds = [store.FindLine(line)!.Id] };
        if (store.CountReview(filter with { State = ReviewState.Decided }, 1) > 0)
        {
            return;
        }

        store.AddVerdicts([.. store.ReadReview(filter).ToList()
            .Where((r, i) => (i % 2 == 1 || r.IsAudit) && kinds.ContainsKey(Path.GetFileName(r.Path)))
            .Select(r =>
            {
                var kind = kinds[Path.GetFileName(r.Path)];
                return new NewVerdict
                {
                    CaptureId = r.CaptureId,
                    SeenVersion = r.Version,
                    CalibrationId = r.CalibrationId,
                    Verdict = kind.Length == 0 || kind is Good ? VerdictKind.Good : VerdictKind.Defective,
                    DefectType = kind.Length == 0 || kind is Good ? null : kind.Replace('_', ' '),
                    GivenBy = "Anna",
                };
            })]);
    }
}
