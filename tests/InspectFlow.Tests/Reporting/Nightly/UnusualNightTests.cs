using System.Net;
using System.Text.Json;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.Nightly.NightFixture;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Nightly;

/// <summary>Nights that are not like most must give a sensible page too.</summary>
public sealed class UnusualNightTests : IDisposable
{
    private readonly NightFixture fixture = new();

    [Fact]
    public void A_night_without_images()
    {
        fixture.Report();

        fixture.Page.ShouldContain("There was nothing to inspect.");
        fixture.Page.ShouldContain("There was nothing to flag.");
        fixture.Page.ShouldContain("None: this night has no images.");
        fixture.Page.ShouldNotContain("NaN");
        fixture.Page.ShouldNotContain("<svg class=\"plot scatter\"");
        fixture.Lines(ReportFiles.Drift).Length.ShouldBe(1);
    }

    [Fact]
    public void A_night_with_nothing_new()
    {
        var run = fixture.Database.BeginScan();
        fixture.Report(fixture.Database.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed, Listed = 7, Known = 7 }));

        fixture.Page.ShouldContain("There was nothing new to inspect: all 7 files had been decided on before.");
    }

    [Fact]
    public void A_night_with_nothing_new_leads_to_the_latest_that_had_images()
    {
        var before = fixture.Scan(0, Image("a.png", 5));
        var run = fixture.Database.BeginScan(StoreFixture.Start.AddDays(1));
        fixture.Report(fixture.Database.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed, Listed = 1, Known = 1 }));

        fixture.Page.ShouldContain($"&#39;report --run {before.Id}&#39; writes its page again.");
    }

    [Fact]
    public void A_night_of_which_no_file_could_be_read()
    {
        fixture.Report(Broken("a.png"), Broken("b <b>.png"));

        fixture.Page.ShouldContain("No image could be inspected: every new file was unreadable. 2 files could not be read.");
        fixture.Page.ShouldContain("the data ends in the middle of the picture");
        fixture.Page.ShouldContain("b &lt;b&gt;.png");
        fixture.Lines(ReportFiles.Unreadable).Length.ShouldBe(3);
    }

    [Fact]
    public void A_night_with_more_unreadable_files_than_the_page_lists()
    {
        fixture.Report(fixture.Scan(0, [.. Enumerable.Range(0, 8).Select(i => Broken($"{i}.png"))]), new() { UnreadableFiles = 3 });

        fixture.Page.ShouldContain("The first 3 of 8");
        fixture.Lines(ReportFiles.Unreadable).Length.ShouldBe(9);
    }

    [Fact]
    public void The_first_night_has_nothing_to_compare_with()
    {
        fixture.Report(Image("a.png", 5), Image("b.png", 15));

        fixture.Page.ShouldContain("It is the first night with images");
        fixture.Page.ShouldContain("first night</dd>");
        fixture.Lines(ReportFiles.Nights).Length.ShouldBe(2);
    }

    [Fact]
    public void A_night_is_compared_with_those_before_it_and_not_with_those_after()
    {
        fixture.Scan(0, Image("0a.png", 5), Image("0b.png", 5), Image("0c.png", 5), Image("0d.png", 15));
        fixture.Scan(1, Image("1a.png", 5), Image("1b.png", 15));
        var tonight = fixture.Scan(2, Image("2a.png", 15), Image("2b.png", 15));
        fixture.Scan(3, Image("3a.png", 15));

        var report = fixture.Report(tonight);

        report.Before.Select(n => n.Run.NominalAt).ShouldBe([Start, Start.AddDays(1)]);
        fixture.Page.ShouldContain("That is more than the 2 nights before: 25 % to 50 %, 33.3 % in all.");
        fixture.Page.ShouldContain("2 nights before: 1 each</dd>");
    }

    [Fact]
    public void Nights_by_other_thresholds_are_not_compared_with()
    {
        fixture.Scan(0, Image("0a.png", 5), Image("0b.png", 5));
        var lower = fixture.Database.Store.AddCalibration(fixture.Database.NewCalibration(1, 100), []);
        var run = fixture.Database.Store.BeginRun(fixture.Database.Scan(Start.AddDays(1), lower.Id)).Run;
        fixture.Database.Write(run.Id, Image("1a.png", 5), Image("1b.png", 5));

        fixture.Report(fixture.Database.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed, Listed = 2 }));

        fixture.Page.ShouldContain("It is the first night with images by these thresholds, so there is nothing to compare with yet.");
    }

    [Fact]
    public void The_history_ends_after_thirty_nights()
    {
        for (var i = 0; i < 33; i++)
        {
            fixture.Scan(i, Image($"{i}.png", 5));
        }

        var report = fixture.Report(fixture.Scan(33, Image("33.png", 5)));

        report.Before.Count.ShouldBe(30);
        report.Before[0].Run.NominalAt.ShouldBe(Start.AddDays(3));
        fixture.Lines(ReportFiles.Nights).Length.ShouldBe(32);
    }

    [Fact]
    public void A_model_without_maps()
    {
        var images = Enumerable.Range(0, 3).Select(i => Pictured($"{i}.png", 15 + i)).ToList();
        var run = fixture.Scan(0, [.. images.Select(i => i with { Evidence = [i.Evidence[0]], Scores = i.Scores! with { Peak = null } })]);

        fixture.Report(run, hasMaps: false);

        fixture.Page.ShouldContain("This model has no local maps");
        fixture.Page.ShouldContain("cards-of-1");
        fixture.Page.ShouldContain("pair single");
    }

    [Fact]
    public void A_line_with_tiles_and_pictures_much_wider_than_high()
    {
        var wide = Pictured("web.png", 25);
        fixture.Report(wide with { Width = 8000, Height = 2000, Scores = wide.Scores! with { Tiles = 1296 } });

        fixture.Page.ShouldContain("class=\"cards-of-3 wide\"");
        WebUtility.HtmlDecode(fixture.Page).ShouldContain("8000 × 2000 · tiles 1296");
    }

    [Fact]
    public void Pictures_that_are_gone_leave_a_place_and_no_dead_link()
    {
        fixture.Report(Image("a.png", 5), Image("b.png", 25));

        fixture.Page.ShouldContain("no picture");
        fixture.Page.ShouldContain("no image");
        fixture.Page.ShouldNotContain("<img ");
    }

    [Fact]
    public void Scores_that_are_not_finite()
    {
        fixture.Report(Image("a.png", double.PositiveInfinity), Image("b.png", double.NaN), Image("c.png", 5));

        fixture.Page.ShouldContain("the score is not finite (NaN)");
        fixture.Page.Replace("the score is not finite (NaN)", string.Empty, StringComparison.Ordinal).ShouldNotContain("NaN");
        fixture.Page.ShouldContain("→1");
        using var json = JsonDocument.Parse(fixture.Text(ReportFiles.Json));
        json.RootElement.GetProperty("flagged")[0].GetProperty("score").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_run_that_failed_says_so_first()
    {
        var run = fixture.Database.BeginScan();
        fixture.Database.Write(run.Id, Image("a.png", 5));
        run = fixture.Database.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Failed, Error = "too many unreadable <files>" });

        fixture.Report(run);

        fixture.Page.ShouldContain("This run failed: too many unreadable &lt;files&gt;.");
    }

    [Fact]
    public void A_run_without_a_calibration_is_refused()
    {
        var run = fixture.Database.Store.BeginRun(new NewRun { LineId = fixture.Database.Line.Id, Job = "report", NominalAt = Start }).Run;
        Should.Throw<ArgumentException>(() => fixture.Report(run)).Message.ShouldContain(run.Id);
    }

    public void Dispose() => fixture.Dispose();
}
