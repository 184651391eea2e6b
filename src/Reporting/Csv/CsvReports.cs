using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Csv;

/// <summary>
/// Writes the CSV files: UTF-8 without a byte order mark, RFC 4180, numbers and instants independent of the machine's
/// culture, and text that a spreadsheet would run as a formula made harmless by an apostrophe. A file is written beside
/// its target and renamed. schemas/csv.md documents every column.
/// </summary>
/// <remarks>Every method returns how many rows it wrote and throws <see cref="ReportFileException"/> when it can't.</remarks>
public static class CsvReports
{
    /// <summary>Writes every decision of a run.</summary>
    /// <param name="path">The file, usually <c>scores.csv</c>.</param>
    /// <param name="rows">The decisions; read once, row by row.</param>
    /// <returns>How many rows were written.</returns>
    public static long WriteScores(string path, IEnumerable<InspectionRow> rows) => CsvTables.Scores.Write(path, rows);

    /// <summary>Writes the images that a run put to review or rejected, with the columns of the scores.</summary>
    /// <param name="path">The file, usually <c>flagged.csv</c>.</param>
    /// <param name="rows">The decisions; read once, row by row.</param>
    /// <returns>How many rows were written.</returns>
    public static long WriteFlagged(string path, IEnumerable<InspectionRow> rows) => CsvTables.Flagged.Write(path, rows);

    /// <summary>Writes the files that a run could not read.</summary>
    /// <param name="path">The file, usually <c>unreadable.csv</c>.</param>
    /// <param name="rows">The files; read once, row by row.</param>
    /// <returns>How many rows were written.</returns>
    public static long WriteUnreadable(string path, IEnumerable<UnreadableRow> rows) => CsvTables.Unreadable.Write(path, rows);

    /// <summary>Writes a run's extreme images.</summary>
    /// <param name="path">The file, usually <c>extremal.csv</c>.</param>
    /// <param name="samples">The images.</param>
    /// <returns>How many rows were written.</returns>
    public static long WriteExtremal(string path, IEnumerable<ExtremalSample> samples) => CsvTables.Extremal.Write(path, samples);

    /// <summary>Writes images of the review queue with their verdicts.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="rows">The images; read once, row by row.</param>
    /// <returns>How many rows were written.</returns>
    public static long WriteReview(Stream stream, IEnumerable<ReviewRow> rows) => CsvTables.Review.Write(stream, rows);

    /// <summary>Writes a run and those before it.</summary>
    /// <param name="path">The file, usually <c>nights.csv</c>.</param>
    /// <param name="nights">The runs.</param>
    /// <returns>How many rows were written.</returns>
    public static long WriteNights(string path, IEnumerable<Night> nights) => CsvTables.Nights.Write(path, nights);

    /// <summary>Writes how the scores of runs lay, a row for each quantile.</summary>
    /// <param name="path">The file, usually <c>drift.csv</c>.</param>
    /// <param name="nights">The runs.</param>
    /// <returns>How many rows were written.</returns>
    public static long WriteDrift(string path, IEnumerable<Night> nights) =>
        CsvTables.Drift.Write(path, nights.SelectMany(DriftRow.Of));
}
