using System.IO.Compression;
using System.Net;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Review;

/// <summary>The pages on which engineers see what ran and how good the thresholds are.</summary>
public sealed class EngineersPagesTests : IAsyncLifetime, IDisposable
{
    private readonly ReviewFixture fixture = new();

    public async Task InitializeAsync() => await fixture.StartAsync();

    [Fact]
    public async Task Nothing_that_ran_and_nothing_in_force_is_said_with_what_to_do()
    {
        (await GetAsync("/runs")).ShouldContain("Nothing has run yet");
        (await GetAsync("/line")).ShouldContain("inspectflow train --line line.json");
        await fixture.Client().GetAsync(new Uri("/line/export?line=castings", UriKind.Relative)).ContinueWith(t => t.Result.StatusCode.ShouldBe(HttpStatusCode.OK), TaskScheduler.Default);
    }

    [Fact]
    public async Task The_runs_are_listed_with_what_they_came_to()
    {
        var run = Finish(Scan(("a.png", 30), ("b.png", 12), ("c.png", 5), ("d.png", 4)));
        var failed = fixture.Data.BeginScan(fixture.Data.Time.GetUtcNow().AddHours(1));
        fixture.Store.FinishRun(failed.Id, new() { Status = RunStatus.Failed, Error = "the <b>camera</b> is gone" });

        var html = await GetAsync("/runs");

        html.ShouldContain($"href=\"/run/{run.Id}\"");
        html.ShouldContain("50.00 %");
        html.ShouldContain("the &lt;b&gt;camera&lt;/b&gt; is gone");
        html.ShouldNotContain("<b>camera");
    }

    [Fact]
    public async Task Long_histories_come_in_pages()
    {
        for (var i = 0; i < 61; i++)
        {
            fixture.Data.Time.Advance(TimeSpan.FromMinutes(1));
            Finish(fixture.Data.BeginScan(fixture.Data.Time.GetUtcNow()));
        }

        var html = await GetAsync("/runs");

        Links(html).ShouldBe(60);
        var earlier = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(html, "href=\"(?<earlier>/runs[^\"]*before[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["earlier"].Value);
        Links(await GetAsync(earlier)).ShouldBe(1);

        static int Links(string page) => page.Split("href=\"/run/").Length - 1;
    }

    [Fact]
    public async Task A_run_tells_its_counts_its_verdicts_and_its_unreadable_files_as_text()
    {
        var run = Scan(("a.png", 30), ("b.png", 12), ("c.png", 5));
        fixture.Data.Write(run.Id, StoreFixtureBroken("<img src=x onerror=alert(1)>.png"));
        fixture.Store.AddAudit(run.Id, [Captured(run, "c.png")]);
        Judge("a.png", VerdictKind.Defective);
        Finish(run);

        var html = await GetAsync($"/run/{run.Id}");

        html.ShouldContain("the data ends in the middle of the picture");
        html.ShouldContain("&lt;img src=x onerror=alert(1)&gt;.png");
        html.ShouldNotContain("<img src=x");
        html.ShouldContain("<dt>audit sample</dt><dd>1</dd>");
        html.ShouldContain("100 %");
        html.ShouldContain("2.5 to 100 %", Case.Sensitive, "the interval of one of one");
    }

    [Fact]
    public async Task Runs_of_lines_that_are_not_served_are_not_there()
    {
        var other = fixture.Store.EnsureLine("secret", "{}");
        var run = fixture.Store.BeginRun(new() { LineId = other.Id, Job = "scan", NominalAt = fixture.Data.Time.GetUtcNow() }).Run;
        using var client = fixture.Client();

        foreach (var page in new[] { $"/run/{run.Id}", $"/run/{run.Id}/extremes", "/run/none", "/line?line=secret", "/line/export?line=secret", "/line/export" })
        {
            using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, page);
        }

        (await GetAsync("/runs")).ShouldNotContain(run.Id);
    }

    [Fact]
    public async Task The_extremes_of_a_run_are_shown_with_their_stored_pictures()
    {
        var run = Scan(("far.png", 30), ("low.png", 5));
        fixture.Store.SetExtremes(run.Id,
        [
            new() { Kind = ExtremeKind.Farthest, Rank = 1, CaptureId = Captured(run, "far.png"), Value = 15.25 },
            new() { Kind = ExtremeKind.Lowest, Rank = 1, CaptureId = Captured(run, "low.png"), Value = 5 },
        ]);

        var html = await GetAsync($"/run/{run.Id}/extremes");

        html.ShouldContain("1. distance 15.25");
        html.ShouldContain($"/pictures/{fixture.Row("far.png").Thumbnail}");
        html.ShouldContain("no picture kept");
        (await GetAsync($"/run/{run.Id}")).ShouldContain($"/run/{run.Id}/extremes");
    }

    [Fact]
    public async Task The_line_page_tells_thresholds_precision_misses_and_the_command_that_changes_them()
    {
        Activate();
        var run = Scan(("a.png", 30), ("b.png", 25), ("c.png", 12), ("ok.png", 5), ("fine.png", 4));
        fixture.Store.AddAudit(run.Id, [Captured(run, "ok.png"), Captured(run, "fine.png")]);
        Judge("a.png", VerdictKind.Defective);
        Judge("b.png", VerdictKind.Good);
        Judge("ok.png", VerdictKind.Defective);
        Judge("fine.png", VerdictKind.Good);
        Finish(run);

        var html = await GetAsync("/line");

        html.ShouldContain("Of 2 judged flags 1 were real");
        html.ShouldContain("Of 2 judged unflagged images 1 was defective");
        html.ShouldContain("by Eva");
        html.ShouldContain("<svg class=\"plot\"");
        html.ShouldContain("4 images are judged good or defective");
    }

    [Fact]
    public async Task The_command_for_a_percentile_names_both_thresholds()
    {
        var calibration = fixture.Store.AddCalibration(
            fixture.Data.NewCalibration(10, 20) with
            {
                Calibration = InspectFlow.Scoring.Calibrator.Calibrate(new(Enumerable.Range(1, 2000).Select(i => i / 100.0))),
            },
            []);
        fixture.Store.Activate(fixture.Data.Line.Id, fixture.Data.Model.Id, calibration.Id, "Eva");
        Finish(Scan(("a.png", 30)));

        var html = WebUtility.HtmlDecode(await GetAsync("/line?percentile=99.5"));

        html.ShouldContain("inspectflow calibrate --line line.json --score nll --review 99.5 --reject 99.9 --activate");
        html.ShouldContain("inspectflow calibrate --line line.json --score nll --review 99 --reject 99.5 --activate");
    }

    [Fact]
    public async Task Judged_images_are_downloaded_as_a_data_set()
    {
        Scan(("a.png", 30), ("b.png", 25));
        Judge("a.png", VerdictKind.Defective, "dent");

        using var answer = await fixture.Client().GetAsync(new Uri("/line/export?line=castings", UriKind.Relative));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("verdicts-20261121-020000.zip");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        zip.Entries.Count(e => e.FullName.StartsWith("test/dent/", StringComparison.Ordinal)).ShouldBe(1);
        zip.GetEntry("manifest.csv").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("line.json", "line.json")]
    [InlineData("/data/line 7/o'neill.json", "'/data/line 7/o'\\''neill.json'")]
    [InlineData("$(reboot).json", "'$(reboot).json'")]
    public void Files_in_commands_are_quoted_for_a_shell(string file, string word) => InspectFlow.Review.RunCommands.Quote(file).ShouldBe(word);

    public Task DisposeAsync() => fixture.StopAsync();

    public void Dispose() => fixture.Dispose();

    private static CaptureResult StoreFixtureBroken(string path) => Reporting.StoreFixture.Broken(path);

    private RunRecord Scan(params (string Path, double Nll)[] images) => fixture.Scan(images);

    private RunRecord Finish(RunRecord run)
    {
        fixture.Data.Time.Advance(TimeSpan.FromSeconds(2));
        return fixture.Store.FinishRun(run.Id, new() { Status = RunStatus.Completed });
    }

    private void Activate() => fixture.Store.Activate(fixture.Data.Line.Id, fixture.Data.Model.Id, fixture.Data.Calibration.Id, "Eva");

    private string Captured(RunRecord run, string path) =>
        fixture.Store.ReadScores(run.Id).Single(r => string.Equals(r.Path, path, StringComparison.Ordinal)).CaptureId;

    private void Judge(string path, VerdictKind verdict, string? type = null)
    {
        var row = fixture.Row(path);
        fixture.Store.AddVerdicts([new() { CaptureId = row.CaptureId, SeenVersion = 0, CalibrationId = row.CalibrationId, Verdict = verdict, DefectType = type, GivenBy = "Anna" }])
            .Single().IsStored.ShouldBeTrue();
    }

    private Task<string> GetAsync(string page) => fixture.Client().GetStringAsync(new Uri(page, UriKind.Relative));
}
