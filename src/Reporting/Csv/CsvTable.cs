using System.Collections;
using System.Globalization;
using CsvHelper;

namespace InspectFlow.Reporting.Csv;

/// <summary>The columns of a CSV file and how to write it. The first column, <c>schema</c>, says what the file is.</summary>
/// <typeparam name="T">What a row tells of.</typeparam>
internal sealed class CsvTable<T>(string schema) : IEnumerable<CsvColumn<T>>
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static readonly CsvWriterOptions Options = new()
    {
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=@+-\t\r\n",
        TrueValue = "true",
        FalseValue = "false",
    };

    private readonly List<CsvColumn<T>> columns = [new("schema", (w, _) => w.WriteField(schema))];

    public IEnumerable<string> Header => columns.Select(c => c.Name);

    public void Add(string name, Func<T, string?> value) => columns.Add(new(name, (w, row) => w.WriteField(value(row))));

    public void Add(string name, Func<T, double?> value) => columns.Add(new(name, (w, row) =>
    {
        if (value(row) is { } number)
        {
            w.WriteField(number, default, CultureInfo.InvariantCulture);
        }
        else
        {
            w.WriteField((string?)null);
        }
    }));

    public void Add(string name, Func<T, long> value) =>
        columns.Add(new(name, (w, row) => w.WriteField(value(row), default, CultureInfo.InvariantCulture)));

    public void Add(string name, Func<T, bool> value) => columns.Add(new(name, (w, row) => w.WriteField(value(row))));

    public void Add(string name, Func<T, DateTimeOffset> value) =>
        columns.Add(new(name, (w, row) => w.WriteField(value(row).UtcDateTime, InstantFormat)));

    public void Add(string name, Func<T, DateTimeOffset?> value) => columns.Add(new(name, (w, row) =>
        w.WriteField(value(row)?.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture))));

    public long Write(string path, IEnumerable<T> rows)
    {
        var count = 0L;
        AtomicFile.Write(path, stream => count = Write(stream, rows));
        return count;
    }

    public long Write(Stream stream, IEnumerable<T> rows)
    {
        using var writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        foreach (var column in columns)
        {
            writer.WriteField(column.Name);
        }

        writer.EndRecord();
        var count = 0L;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                column.Write(writer, row);
            }

            writer.EndRecord();
            count++;
        }

        return count;
    }

    public IEnumerator<CsvColumn<T>> GetEnumerator() => columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
