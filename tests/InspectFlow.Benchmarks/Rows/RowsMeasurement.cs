using InspectFlow.Reporting.Csv;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>What a store of a given size costs.</summary>
/// <param name="Rows">The images in it.</param>
/// <param name="DatabaseMiB">The size of the database, its log included, in MiB.</param>
/// <param name="Known">Looking all of them up again, as a scan of the same folder does.</param>
/// <param name="Csv">Writing all of them to one CSV file.</param>
/// <param name="CsvMiB">The size of that file, in MiB.</param>
/// <param name="Report">The report of all of them, with its histogram and scatter chart.</param>
/// <param name="Questions">What people ask.</param>
internal sealed record RowsMeasurement(
    int Rows,
    double DatabaseMiB,
    Cost Known,
    Cost Csv,
    double CsvMiB,
    Cost Report,
    IReadOnlyList<QuestionTime> Questions)
{
    private const double MiB = 1024 * 1024;

    public static RowsMeasurement Of(InspectionStore store, RowGenerator rows, string folder)
    {
        var runs = store.ListRuns(rows.Line.Id, limit: int.MaxValue).Reverse().ToList();
        var csv = Path.Combine(folder, "rows.csv");
        var known = Cost.Of(() =>
        {
            foreach (var chunk in Enumerable.Range(0, rows.Count).Chunk(RowGenerator.LookUp))
            {
                rows.CountKnown(chunk);
            }
        });
        var written = Cost.Of(() => CsvReports.WriteScores(csv, runs.SelectMany(r => store.ReadScores(r.Id))));
        var report = Cost.Of(() =>
        {
            var night = new NightReader(store).Read(
                rows.Latest, rows.Line.Name, images: runs.SelectMany(r => store.ReadScores(r.Id)));
            new NightWriter(store).Write(night, Path.Combine(folder, "report"), rows.Latest.StartedAt);
        });
        var database = Directory.GetFiles(folder, "rows.db*").Sum(f => new FileInfo(f).Length);
        return new(
            rows.Count, database / MiB, known, written, new FileInfo(csv).Length / MiB, report, Ask(store, rows));
    }

    private static QuestionTime[] Ask(InspectionStore store, RowGenerator rows)
    {
        var line = rows.Line.Id;
        int Some(int n) => (int)((long)(n + 1) * 7919 * 31 % rows.Count);
        return
        [
            QuestionTime.Of("tonight's flags", _ => store.ReadFlagged(rows.Latest.Id).Count()),
            QuestionTime.Of("one part's history", n => store.ReadSerialHistory(line, RowGenerator.Serial(Some(n))).Count()),
            QuestionTime.Of("a part number's latest", n => store.ReadPartHistory(line, RowGenerator.Part(Some(n)), limit: 200).Count()),
            QuestionTime.Of("a capture by its path", n => store.ReadFileHistory(line, RowGenerator.Path(Some(n))).Count()),
            QuestionTime.Of("the latest runs", _ => store.ListRuns(line, limit: 20).Count),
            QuestionTime.Of(
                "last month's flags under a lower threshold",
                _ => store.ReadAbove(
                    rows.Calibration.Id,
                    rows.Calibration.Calibration.Review.Value - 20,
                    RowGenerator.Job,
                    rows.Latest.NominalAt.AddDays(-30),
                    rows.Latest.NominalAt.AddDays(1),
                    limit: 200).Count()),
            QuestionTime.Of(
                "how many those are",
                _ => (int)store.CountAbove(
                    rows.Calibration.Id,
                    rows.Calibration.Calibration.Review.Value - 20,
                    RowGenerator.Job,
                    rows.Latest.NominalAt.AddDays(-30),
                    rows.Latest.NominalAt.AddDays(1))),
            QuestionTime.Of("500 files of a scan", n => rows.CountKnown(Enumerable.Range(Some(n) / 500 * 500, 500))),
            QuestionTime.Of("a content's score", n => store.HasScore(RowGenerator.Hash(Some(n)), rows.Calibration.ModelId, "fp32") ? 1 : 0),
        ];
    }
}
