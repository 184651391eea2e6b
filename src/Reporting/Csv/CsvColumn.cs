using CsvHelper;

namespace InspectFlow.Reporting.Csv;

/// <summary>One column of a CSV file.</summary>
/// <typeparam name="T">What a row tells of.</typeparam>
/// <param name="Name">The header.</param>
/// <param name="Write">Writes the field.</param>
internal sealed record CsvColumn<T>(string Name, Action<CsvWriter, T> Write);
