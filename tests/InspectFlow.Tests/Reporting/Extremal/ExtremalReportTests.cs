using System.Text.RegularExpressions;
using System.Xml.Linq;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Extremal;

public sealed partial class ExtremalReportTests : IDisposable
{
    private const string Evil = "\"><img src=x onerror=alert(1)>&'.png";
    private readonly StoreFixture fixture = new();
    private readonly string folder;

    public ExtremalReportTests() => folder = Path.Combine(fixture.Folder.FullName, "extremal");

    [Fact]
    public void The_report_shows_the_flagged_and_the_ends_of_both_orders()
    {
        var samples = Report([.. Enumerable.Range(0, 40).Select(i => StoreFixture.Image($"{i:00}.png", i))], new ExtremalOptions { Count = 3 });

        Paths(ExtremeKind.Flagged).ShouldBe(["39.png", "38.png", "37.png"]);
        Paths(ExtremeKind.Highest).ShouldBe(["39.png", "38.png", "37.png"]);
        Paths(ExtremeKind.Lowest).ShouldBe(["00.png", "01.png", "02.png"]);
        Paths(ExtremeKind.Farthest).ShouldBe(["39.png", "38.png", "37.png"]);
        Paths(ExtremeKind.Nearest).ShouldBe(["00.png", "01.png", "02.png"]);
        samples.Where(s => s.Kind == ExtremeKind.Farthest).Select(s => s.Value).ShouldBe([19.5, 19, 18.5]);
        File.ReadAllLines(Path.Combine(folder, "extremal.csv")).Length.ShouldBe(16);

        IEnumerable<string> Paths(ExtremeKind kind) => samples.Where(s => s.Kind == kind).OrderBy(s => s.Rank).Select(s => s.Row.Path);
    }

    [Fact]
    public void The_folder_needs_nothing_outside_itself()
    {
        Report([StoreFixture.Image("a.png", 5), StoreFixture.Image("b.png", 25)]);

        var page = Page();
        foreach (var link in LinkPattern().Matches(page).Select(m => m.Groups["link"].Value))
        {
            File.Exists(Path.Combine(folder, link)).ShouldBeTrue(link);
        }

        page.ShouldNotContain("http");
        page.ShouldNotContain("<script");
        page.ShouldContain("<dd class=\"reject\">1</dd>");
    }

    [Fact]
    public void A_name_can_not_become_markup()
    {
        Report([StoreFixture.Image(Evil, 25)]);

        var page = Page();

        page.ShouldNotContain("<img src=x");
        page.ShouldContain("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&#39;.png");
        page.Split("<img ").Length.ShouldBe(1 + 10, "a picture and a map among the flagged and at each end");
    }

    [Fact]
    public void The_page_is_well_formed()
    {
        Report([.. Enumerable.Range(0, 30).Select(i => StoreFixture.Image($"{i} & co <{i}>.png", i))]);

        // HTML's void elements are all that keeps the page from being XML.
        var xml = VoidElements().Replace(Page().Replace("<!doctype html>", string.Empty, StringComparison.Ordinal), "<${tag}/>");

        var root = XDocument.Parse(xml).Root!;
        root.Descendants("svg").Count(s => s.Attribute("role") is not null).ShouldBe(2);
        root.Descendants("section").Count().ShouldBe(5);
        root.Descendants("figure").Count(f => f.Attribute("class") is null).ShouldBe(60);
    }

    [Fact]
    public void A_picture_that_is_gone_leaves_a_place_and_no_dead_link()
    {
        Report([StoreFixture.Image("a.png", 5)], pictures: _ => new ExtremalPictures(null, null));
        Page().ShouldContain("no picture");
        Page().ShouldNotContain("<img ");
    }

    [Fact]
    public void A_run_without_images_has_a_page_too()
    {
        var samples = Report([]);
        samples.ShouldBeEmpty();
        Page().ShouldContain("None: the model gives no such number");
    }

    [Fact]
    public void Scores_that_are_not_finite_do_not_spoil_the_page()
    {
        Report([StoreFixture.Image("a.png", double.PositiveInfinity), StoreFixture.Image("b.png", double.NaN), StoreFixture.Image("c.png", 5)]);
        Page().ShouldNotContain("NaN");
        Page().ShouldContain("→1");
    }

    [Fact]
    public void A_content_is_shown_once_at_each_end_and_its_picture_is_stored_once()
    {
        var asked = 0;
        var samples = Report(
            [StoreFixture.Image("a.png", 5, "same"), StoreFixture.Image("b.png", 5, "same")],
            pictures: row =>
            {
                asked++;
                return Pictures(row);
            });
        samples.Count.ShouldBe(4);
        asked.ShouldBe(1);
        Page().ShouldContain("<div><dt>duplicates</dt><dd>1</dd></div>");
    }

    [Fact]
    public void A_large_run_is_sampled_and_the_flagged_keep_their_share()
    {
        var collector = new ExtremalCollector(fixture.Calibration, new ExtremalOptions { Points = 90 });
        var run = fixture.BeginScan();
        fixture.Write(run.Id, [.. Enumerable.Range(0, 600).Select(i => StoreFixture.Image($"{i}.png", i < 20 ? 15 : 5))]);
        foreach (var row in fixture.Store.ReadScores(run.Id))
        {
            collector.Add(row);
        }

        collector.Points().Select(s => (s.Name, s.Points.Count)).ShouldBe([("ok", 60), ("review", 20), ("reject", 0)]);
        collector.Scores.Total.ShouldBe(600);
    }

    public void Dispose() => fixture.Dispose();

    [GeneratedRegex("(href|src)=\"(?<link>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("<(?<tag>(meta|img|link|br|hr)\\b[^>]*[^/>])>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VoidElements();

    private static ExtremalPictures Pictures(InspectionRow row) => new(
        new EncodedPicture { MediaType = "image/png", Width = 1, Height = 1, Bytes = [1, .. row.ContentHash.Select(c => (byte)c)] },
        new EncodedPicture { MediaType = "image/jpeg", Width = 1, Height = 1, Bytes = [2, .. row.ContentHash.Select(c => (byte)c)] });

    private string Page() => File.ReadAllText(Path.Combine(folder, "index.html"));

    private IReadOnlyList<ExtremalSample> Report(
        CaptureResult[] images, ExtremalOptions? options = null, Func<InspectionRow, ExtremalPictures>? pictures = null)
    {
        var run = fixture.BeginScan();
        fixture.Write(run.Id, images);
        run = fixture.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed });
        var collector = new ExtremalCollector(fixture.Calibration, options);
        foreach (var row in fixture.Store.ReadScores(run.Id))
        {
            collector.Add(row);
        }

        var context = new ExtremalContext("castings", run, fixture.Model, fixture.Calibration);
        var samples = ExtremalReport.Write(folder, collector, context, pictures ?? Pictures, StoreFixture.Start);
        fixture.Store.SetExtremes(run.Id, [.. samples.Select(s => s.ToRecord())]);
        fixture.Store.ListExtremes(run.Id).Count.ShouldBe(samples.Count);
        return samples;
    }
}
