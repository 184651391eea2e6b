using System.Globalization;
using System.Text;
using InspectFlow.Reporting;
using InspectFlow.Reporting.Csv;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Csv;

public sealed class CsvReportTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inspectflow-csv-");

    private string Target => Path.Combine(folder.FullName, "unreadable.csv");

    public static TheoryData<string, IEnumerable<string>> Documented => new()
    {
        { "scores.csv", CsvTables.Scores.Header },
        { "flagged.csv", CsvTables.Flagged.Header },
        { "extremal.csv", CsvTables.Extremal.Header },
        { "unreadable.csv", CsvTables.Unreadable.Header },
        { "review.csv", CsvTables.Review.Header },
        { "manifest.csv", CsvTables.Export.Header },
        { "nights.csv", CsvTables.Nights.Header },
        { "drift.csv", CsvTables.Drift.Header },
    };

    [Theory]
    [MemberData(nameof(Documented))]
    public void Every_column_is_documented_in_its_place(string file, IEnumerable<string> header)
    {
        var section = File.ReadAllText(FindUpwards("schemas/csv.md")).Split("\n## ").Single(s => s.StartsWith(file, StringComparison.Ordinal));
        var documented = section.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]);
        documented.ShouldBe(header);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1+cmd|' /C calc'!A0", "\"'-1+cmd|' /C calc'!A0\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\r=x", "\"'\r=x\"")]
    [InlineData("\n=x", "\"'\n=x\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("Prüfling_Δ部品.png", "Prüfling_Δ部品.png")]
    [InlineData("a=b", "a=b")]
    public void Text_can_neither_break_the_table_nor_run_as_a_formula(string reason, string field)
    {
        CsvReports.WriteUnreadable(Target, [Row("a.png") with { Reason = reason }]).ShouldBe(1);

        var text = File.ReadAllText(Target);

        text.ShouldEndWith($"inspectflow-unreadable/1,r1,castings,a.png,{field},2,10,2026-11-21T02:00:00.0000000Z,2026-11-21T02:00:00.0000000Z\r\n");
    }

    [Fact]
    public void Numbers_stay_numbers_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(string.Empty) { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            CsvReports.WriteScores(Target, [Inspection(-1.5)]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        var lines = File.ReadAllLines(Target);
        var row = lines[0].Split(',').Zip(lines[1].Split(',')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        row["schema"].ShouldBe("inspectflow-scores/1");
        row["nll"].ShouldBe("-1.5");
        row["margin"].ShouldBe("0.30000000000000004");
        row["bits_per_dim"].ShouldBeEmpty();
        row["peak"].ShouldBe("Infinity");
        row["is_duplicate"].ShouldBe("true");
        row["width"].ShouldBe("64");
    }

    [Fact]
    public void A_file_is_plain_utf_8()
    {
        CsvReports.WriteUnreadable(Target, [Row("ä.png")]);
        var bytes = File.ReadAllBytes(Target);
        bytes[..6].ShouldBe(Encoding.ASCII.GetBytes("schema"));
        bytes.AsSpan().IndexOf("ä.png"u8).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_reader_sees_the_old_file_until_the_new_one_is_whole()
    {
        CsvReports.WriteUnreadable(Target, [Row("old.png")]);
        var seen = new List<string>();

        CsvReports.WriteUnreadable(Target, Enumerable.Range(0, 20_000).Select(i =>
        {
            if (i % 9_999 == 0)
            {
                seen.Add(File.ReadAllText(Target));
            }

            return Row($"new {i}.png");
        }));

        seen.ShouldAllBe(text => text.Contains("old.png") && !text.Contains("new"));
        File.ReadAllLines(Target).Length.ShouldBe(20_001);
        folder.GetFiles().Length.ShouldBe(1);
    }

    [Fact]
    public void A_source_that_fails_half_way_leaves_the_old_file_and_no_remainder()
    {
        CsvReports.WriteUnreadable(Target, [Row("old.png")]);

        Should.Throw<OperationCanceledException>(() => CsvReports.WriteUnreadable(
            Target, Enumerable.Range(0, 10).Select(i => i < 5 ? Row("new.png") : throw new OperationCanceledException())));

        File.ReadAllText(Target).ShouldContain("old.png");
        folder.GetFiles().Length.ShouldBe(1);
    }

    [Fact]
    public void A_target_that_can_not_be_written_is_named()
    {
        Directory.CreateDirectory(Target);
        var error = Should.Throw<ReportFileException>(() => CsvReports.WriteUnreadable(Target, []));
        error.Path.ShouldBe(Target);
        error.Message.ShouldStartWith(Target + " can't be written");
        folder.GetFiles().ShouldBeEmpty();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static UnreadableRow Row(string path) => new()
    {
        RunId = "r1",
        Line = "castings",
        Path = path,
        Size = 10,
        ModifiedAt = StoreFixture.Start,
        Attempts = 2,
        Reason = "broken",
        FailedAt = StoreFixture.Start,
    };

    private static InspectionRow Inspection(double nll) => new()
    {
        RunId = "r1",
        Line = "castings",
        CaptureId = "c1",
        Path = "a.png",
        ContentHash = StoreFixture.Hash("a"),
        Size = 10,
        ModifiedAt = StoreFixture.Start,
        Width = 64,
        Height = 48,
        IsDuplicate = true,
        ModelSha256 = StoreFixture.Hash("m"),
        Precision = "fp32",
        CalibrationId = "k1",
        DecidingScore = "nll",
        Outcome = "ok",
        Margin = 0.1 + 0.2,
        DecidedAt = StoreFixture.Start,
        Nll = nll,
        Peak = double.PositiveInfinity,
    };

    private static string FindUpwards(string relative)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, relative)))
        {
            at = at.Parent;
        }

        return Path.Combine(at.ShouldNotBeNull().FullName, relative);
    }
}
