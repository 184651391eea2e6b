using InspectFlow.Reporting.Csv;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>
/// Writes a report: a folder with a page, tables and pictures, which needs nothing outside itself and can be moved or mailed. Everything is
/// read from the database, and only what the report shows is held, so the size of a run does not matter.
/// </summary>
/// <param name="store">The database.</param>
public sealed class NightWriter(InspectionStore store)
{
    /// <summary>Writes the report. What stood in the folder under the same names is replaced, each file at once; pictures of earlier reports go.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder; made where there is none.</param>
    /// <param name="written">When the report is written, for its footer.</param>
    /// <param name="cancellationToken">Stops before the next file.</param>
    /// <returns>The page's path.</returns>
    /// <exception cref="ReportFileException">A file can't be written.</exception>
    public string Write(NightReport report, string folder, DateTimeOffset written, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        var run = report.Tonight.Run.Id;
        CsvReports.WriteScores(At(ReportFiles.Scores), Stoppable(store.ReadScores(run)));
        CsvReports.WriteFlagged(At(ReportFiles.Flagged), Stoppable(store.ReadFlagged(run)));
        CsvReports.WriteUnreadable(At(ReportFiles.Unreadable), Stoppable(store.ReadUnreadable(run)));
        CsvReports.WriteNights(At(ReportFiles.Nights), report.Nights);
        CsvReports.WriteDrift(At(ReportFiles.Drift), report.Nights);

        var pictures = new PictureFolder(store, folder, ReportFiles.Pictures);
        var lookup = new PictureLookup(store, pictures, report.Calibration, [.. Stoppable(report.Shown).Select(r => r.ContentHash)]);
        var items = report.Flagged.Select((row, i) => new NightItem(i + 1, row, lookup.Of(row.ContentHash))).ToList();
        var samples = report.Images.Samples().Select(s => With(s, lookup.Of(s.Row.ContentHash))).ToList();
        CsvReports.WriteExtremal(At(ReportFiles.Extremal), samples);
        store.SetExtremes(run, [.. samples.Select(s => s.ToRecord())]);

        AtomicFile.Write(At(ReportFiles.Json), stream => NightJson.Write(stream, report, items, samples, written));
        var page = NightPage.Render(report, items, samples, written);
        AtomicFile.Write(At(ReportFiles.Page), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(page);
        });

        // Last, so that at no instant a page shows pictures that are gone.
        pictures.RemoveOthers();
        return At(ReportFiles.Page);

        string At(string file) => Path.Combine(folder, file);

        IEnumerable<T> Stoppable<T>(IEnumerable<T> rows)
        {
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return row;
            }
        }
    }

    private static ExtremalSample With(ExtremalSample sample, ItemPictures pictures) => sample with
    {
        PictureFile = pictures.Thumbnail,
        FullFile = pictures.Full,
        MapFile = pictures.Map,
    };
}
