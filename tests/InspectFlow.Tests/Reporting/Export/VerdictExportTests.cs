using System.IO.Compression;
using System.Security.Cryptography;
using InspectFlow.Reporting.Export;
using InspectFlow.Reporting.Storage;
using InspectFlow.Tests.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Export;

public sealed class VerdictExportTests : IDisposable
{
    private readonly StoreFixture fixture = new();
    private readonly string source;
    private readonly string target;

    public VerdictExportTests()
    {
        source = Path.Combine(fixture.Folder.FullName, "source");
        target = Path.Combine(fixture.Folder.FullName, "export");
        Directory.CreateDirectory(source);
    }

    [Fact]
    public void Verdicts_become_the_folders_of_a_data_set()
    {
        var paths = Enumerable.Range(0, 30).Select(i => $"night/{i}.png").ToList();
        Scan([.. paths]);
        paths.ForEach(p => Judge(p, VerdictKind.Good));
        Scan("bad.png", "worse.png", "open.png", "unsure.png");
        Judge("bad.png", VerdictKind.Defective, "Scratch / deep");
        Judge("worse.png", VerdictKind.Defective);
        Judge("unsure.png", VerdictKind.Unsure);

        var summary = Write();

        summary.Train.ShouldBeInRange(13, 26);
        summary.ShouldBe(new ExportSummary(summary.Train, 30 - summary.Train, 2, 0, 0));
        Directory.GetFiles(Path.Combine(target, "train", "good")).Length.ShouldBe(summary.Train);
        Directory.GetFiles(Path.Combine(target, "test", "good")).Length.ShouldBe(summary.TestGood);
        Directory.GetFiles(Path.Combine(target, "test", "Scratch_deep")).Single().ShouldEndWith($"bad-{HashOf("bad.png")[..10]}.png");
        Directory.GetFiles(Path.Combine(target, "test", "defect")).Length.ShouldBe(1);
        File.ReadAllBytes(Directory.GetFiles(Path.Combine(target, "test", "defect")).Single()).ShouldBe(Content("worse.png"));
        var manifest = File.ReadAllLines(Path.Combine(target, "manifest.csv"));
        manifest.Length.ShouldBe(1 + 32);
        manifest.Single(l => l.Contains(",bad.png,", StringComparison.Ordinal)).ShouldContain(",file,defective,Scratch / deep,");
    }

    [Fact]
    public void An_image_stays_on_its_side_from_export_to_export()
    {
        var paths = Enumerable.Range(0, 20).Select(i => $"{i}.png").ToArray();
        Scan(paths);
        Array.ForEach(paths, p => Judge(p, VerdictKind.Good));
        Write();
        var before = Files(target);

        Scan("more.png");
        Judge("more.png", VerdictKind.Good);
        var again = target + "2";
        new VerdictExport(fixture.Store, VerdictExport.In(source)).WriteFolder(fixture.Line.Id, again, CancellationToken.None);

        before.ShouldBeSubsetOf(Files(again));
    }

    [Fact]
    public void Pictures_of_one_part_stay_together()
    {
        string[] paths = [.. Enumerable.Range(0, 12).Select(i => $"{i}.png")];
        Scan(i => i with { Serial = "S1" }, paths);
        Array.ForEach(paths, p => Judge(p, VerdictKind.Good));

        var summary = Write();

        new[] { summary.Train, summary.TestGood }.Order().ShouldBe([0, 12]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_stored_picture_takes_the_place_of_a_file_that_is_gone_or_has_other_content(bool isGone)
    {
        var picture = TestImages.Encoded(".webp", 64, 48, 7);
        Scan(i => i with { Evidence = [new() { Kind = EvidenceKind.Picture, Reason = EvidenceReason.Flagged, Picture = new() { MediaType = "image/webp", Width = 64, Height = 48, Bytes = picture } }] }, "a.png");
        Judge("a.png", VerdictKind.Defective, "dent");
        if (isGone)
        {
            File.Delete(Path.Combine(source, "a.png"));
        }
        else
        {
            File.WriteAllText(Path.Combine(source, "a.png"), "other content");
        }

        Write().Stored.ShouldBe(1);

        var bytes = File.ReadAllBytes(Directory.GetFiles(Path.Combine(target, "test", "dent"), "*.png").Single());
        bytes[..4].ShouldBe(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' });
        File.ReadAllText(Path.Combine(target, "manifest.csv")).ShouldContain(",picture,defective,dent,");
    }

    [Fact]
    public void Of_what_nothing_is_left_the_manifest_tells()
    {
        Scan("a.png");
        Judge("a.png", VerdictKind.Good);
        File.Delete(Path.Combine(source, "a.png"));

        Write().ShouldBe(new ExportSummary(0, 0, 0, 0, 1));

        File.ReadAllText(Path.Combine(target, "manifest.csv")).ShouldContain("inspectflow-export/1,,nothing,good,");
    }

    [Fact]
    public void Of_two_files_of_one_content_the_latest_verdict_counts()
    {
        Scan("a.png");
        File.Copy(Path.Combine(source, "a.png"), Path.Combine(source, "b.png"));
        Write("b.png", Content("a.png"));
        Judge("a.png", VerdictKind.Good);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        Judge("b.png", VerdictKind.Defective, "dent");

        Write().ShouldBe(new ExportSummary(0, 0, 1, 0, 0));
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused()
    {
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "mine.txt"), "mine");

        Should.Throw<ExportException>(Write).Message.ShouldContain(target);
        Directory.GetFileSystemEntries(target).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("../../etc/cron.d/x", "etc_cron_d_x")]
    [InlineData("..", "defect")]
    [InlineData("/", "defect")]
    [InlineData("good", "defect_good")]
    [InlineData("NUL", "defect_NUL")]
    [InlineData("=cmd|' /C calc'!A0", "cmd_C_calc_A0")]
    [InlineData("<img src=x>", "img_src_x")]
    [InlineData("Kratzer längs", "Kratzer_längs")]
    [InlineData("a\nb\tc", "a_b_c")]
    [InlineData("傷", "傷")]
    [InlineData(null, "defect")]
    public void A_kind_of_defect_cannot_name_anything_but_a_folder_of_the_export(string? kind, string folder)
    {
        ExportNames.Kind(kind).ShouldBe(folder);

        Scan("a.png");
        Judge("a.png", VerdictKind.Defective, kind);
        Write();
        Directory.GetDirectories(Path.Combine(target, "test")).Select(Path.GetFileName).ShouldBe([folder, "good"], ignoreOrder: true);
        Directory.GetFileSystemEntries(fixture.Folder.FullName).Select(Path.GetFileName).ShouldNotContain("etc");
    }

    [Fact]
    public void A_path_that_leads_out_of_the_source_folder_is_not_followed()
    {
        var outside = Path.Combine(fixture.Folder.FullName, "secret.png");
        File.WriteAllBytes(outside, Content("secret"));
        Write("../secret.png", Content("secret"));
        Judge("../secret.png", VerdictKind.Good);

        Write().Missing.ShouldBe(1);
    }

    [Fact]
    public void A_path_in_full_is_one_that_a_scan_of_another_folder_took()
    {
        var elsewhere = Path.Combine(fixture.Folder.FullName, "trial.png");
        File.WriteAllBytes(elsewhere, Content("trial"));
        Write(elsewhere, Content("trial"));
        Judge(elsewhere, VerdictKind.Defective);

        Write().Missing.ShouldBe(0);

        File.ReadAllBytes(Directory.GetFiles(Path.Combine(target, "test", "defect")).Single()).ShouldBe(Content("trial"));
    }

    [Fact]
    public void A_zip_file_holds_the_same()
    {
        Scan("a.png", "b.png");
        Judge("a.png", VerdictKind.Good);
        Judge("b.png", VerdictKind.Defective, "../dent");
        Write();
        using var stream = new MemoryStream();

        new VerdictExport(fixture.Store, VerdictExport.In(source)).WriteZip(fixture.Line.Id, stream, CancellationToken.None);

        stream.Position = 0;
        using var zip = new ZipArchive(stream);
        zip.Entries.Select(e => e.FullName).Where(n => !n.EndsWith('/')).Order(StringComparer.Ordinal).ShouldBe(Files(target));
        using var entry = zip.Entries.Single(e => e.FullName.StartsWith("test/dent/", StringComparison.Ordinal)).Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        bytes.ToArray().ShouldBe(Content("b.png"));
    }

    public void Dispose() => fixture.Dispose();

    private static List<string> Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static byte[] Content(string path) => TestImages.Encoded(".png", 32, 24, path.Aggregate(7, (seed, c) => ((seed * 31) + c) & 0xFFFFFF));

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(Content(path)));

    private ExportSummary Write() =>
        new VerdictExport(fixture.Store, VerdictExport.In(source)).WriteFolder(fixture.Line.Id, target, CancellationToken.None);

    private void Scan(params string[] paths) => Scan(i => i, paths);

    private void Scan(Func<CaptureResult, CaptureResult> change, params string[] paths)
    {
        foreach (var path in paths)
        {
            var file = Path.Combine(source, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, Content(path));
            Write(path, Content(path), change);
        }
    }

    private void Write(string path, byte[] content, Func<CaptureResult, CaptureResult>? change = null)
    {
        var image = StoreFixture.Image(path, 30) with { ContentHash = Convert.ToHexStringLower(SHA256.HashData(content)) };
        fixture.Write(fixture.BeginScan(fixture.Time.GetUtcNow()).Id, change is null ? image : change(image));
    }

    private void Judge(string path, VerdictKind verdict, string? type = null)
    {
        var row = fixture.Store.ListReview(new() { LineIds = [fixture.Line.Id], State = null }, null, 1000).Single(r => string.Equals(r.Path, path, StringComparison.Ordinal));
        fixture.Store.AddVerdicts([new() { CaptureId = row.CaptureId, SeenVersion = row.Version, CalibrationId = row.CalibrationId, Verdict = verdict, DefectType = type, GivenBy = "Anna" }])
            .Single().IsStored.ShouldBeTrue();
    }
}
