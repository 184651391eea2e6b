using System.Text.RegularExpressions;
using System.Xml.Linq;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.Nightly.NightFixture;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Nightly;

public sealed partial class NightReportTests : IDisposable
{
    private const string Evil = "\"><img src=x onerror=alert(1)>&'\n\u202Egnp.png";
    private readonly NightFixture fixture = new();

    [Fact]
    public void The_page_has_a_card_for_each_flagged_image_the_worst_first()
    {
        fixture.Report(Pictured("good.png", 5), Pictured("review.png", 15), Pictured("reject.png", 25));

        var cards = Cards(Root());

        cards.Select(c => c.Attribute("id")!.Value).ShouldBe(["flagged-1", "flagged-2"]);
        cards[0].Value.ShouldContain("reject.png");
        cards[0].Value.ShouldContain("+15.00");
        cards[0].Value.ShouldContain("above all");
        cards[1].Descendants("img").Count().ShouldBe(3, "image, map and peak");
        fixture.Page.ShouldContain("2 of 3 images were flagged (66.7 %): 1 rejected, 1 to review.");
    }

    [Fact]
    public void A_card_shows_the_nearest_good_image_beside_it_and_the_picture_opens_large()
    {
        fixture.Report(Pictured("a.png", 25) with { Neighbour = fixture.AddGood("good/1.png", 0.934) });

        var links = Cards(Root()).ShouldHaveSingleItem().Descendants("a").ToList();

        links.Select(a => a.Attribute("class")!.Value).ShouldBe(["image", "good", "map", "peak"]);
        links[1].Value.ShouldBe("nearest good, r = 0.934");
        File.ReadAllBytes(Path.Combine(fixture.Folder, links[1].Attribute("href")!.Value)).ShouldBe([42]);
        File.ReadAllBytes(Path.Combine(fixture.Folder, links[0].Attribute("href")!.Value))[0].ShouldBe((byte)EvidenceKind.Picture);
        File.ReadAllBytes(Path.Combine(fixture.Folder, links[0].Element("img")!.Attribute("src")!.Value))[0].ShouldBe((byte)EvidenceKind.Thumbnail);
    }

    [Fact]
    public void A_map_that_an_earlier_calibration_s_scale_painted_shows_that_one()
    {
        fixture.Report(Pictured("now.png", 25), Pictured("before.png", 15, low: 0.5));

        var maps = Cards(Root()).Select(c => c.Descendants("a").Single(a => a.Attribute("class")!.Value is "map").Value).ToList();

        maps[0].ShouldStartWith("map 1");
        maps[1].ShouldStartWith("map 0.5");
        maps.ShouldAllBe(m => m.Contains('3'));
    }

    [Fact]
    public void More_flagged_images_than_the_line_shows_are_told_of_and_stand_in_the_table()
    {
        fixture.Report(fixture.Scan(0, [.. Enumerable.Range(0, 9).Select(i => Image($"{i}.png", 15 + i))]), new() { FlaggedCards = 4 });

        Cards(Root()).Count.ShouldBe(4);
        fixture.Page.ShouldContain("The worst 4 of 9");
        fixture.Lines(ReportFiles.Flagged).Length.ShouldBe(10);
    }

    [Fact]
    public void The_folder_needs_nothing_outside_itself()
    {
        fixture.Report(Pictured("a.png", 5), Pictured("b.png", 25));

        foreach (var link in LinkPattern().Matches(fixture.Page).Select(m => m.Groups["link"].Value))
        {
            var isThere = link.StartsWith('#')
                ? fixture.Page.Contains($"id=\"{link[1..]}\"", StringComparison.Ordinal)
                : File.Exists(Path.Combine(fixture.Folder, link));
            isThere.ShouldBeTrue(link);
        }

        fixture.Page.ShouldNotContain("http");
        fixture.Page.ShouldNotContain("url(");
        fixture.Page.ShouldNotContain("@import");
    }

    [Fact]
    public void Names_can_neither_become_markup_nor_hide_what_they_are()
    {
        fixture.Report(Pictured(Evil, 25), Broken(Evil + "2"), Broken("=1+1.png"));

        fixture.Page.ShouldNotContain("<img src=x");
        fixture.Page.ShouldContain("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&#39;␊[U+202E]gnp.png");
        fixture.Page.ShouldNotContain("\u202E");
        Root().Descendants("script").ShouldHaveSingleItem();
        fixture.Text(ReportFiles.Unreadable).ShouldContain("\"'=1+1.png\"");
    }

    [Fact]
    public void The_page_is_well_formed_and_every_chart_has_axes()
    {
        fixture.Report(
            fixture.Scan(0, [.. Enumerable.Range(0, 30).Select(i => Pictured($"{i} & co <{i}>.png", i))]), Extremes(12));

        var root = Root();

        root.Descendants("section").Select(s => s.Attribute("id")!.Value).ShouldBe(["flagged", "charts", "extremes", "unreadable", "nights"]);
        var charts = root.Descendants("figure").Where(f => f.Attribute("class") is { Value: "chart" }).ToList();
        charts.Count.ShouldBe(4, "histogram, shares, drift of the nll, which decides too, and latent points");
        charts.ShouldAllBe(c => c.Descendants("g").Count(g => (string?)g.Attribute("class") == "axis") == 1);
        charts.SelectMany(c => c.Descendants("text").Where(t => t.Attribute("class") is { Value: "title" })).Count().ShouldBe(8);
        root.Descendants("div").Where(d => d.Attribute("class") is { Value: "strip" }).SelectMany(s => s.Elements("figure")).Count().ShouldBe(48);
    }

    [Fact]
    public void The_maps_legend_has_numbers_and_a_unit()
    {
        fixture.Report(Pictured("a.png", 25));

        var legend = Root().Descendants("div").Single(d => d.Attribute("class") is { Value: "scale" });

        legend.Value.ShouldContain("nats per pixel");
        legend.Elements("div").Descendants("span").Select(s => s.Value).ShouldBe(["1.00", "1.50", "2.00", "2.50", "3.00"]);
    }

    [Fact]
    public void A_point_of_the_scatter_chart_tells_its_file_and_score_and_leads_to_its_card()
    {
        fixture.Report(Pictured("good.png", 5), Pictured("bad.png", 25));

        var titles = Root().Descendants("g").Where(g => g.Attribute("class")?.Value.StartsWith("points", StringComparison.Ordinal) is true)
            .Descendants("title").ToDictionary(t => t.Value, t => t.Parent!.Parent!.Attribute("href")?.Value, StringComparer.Ordinal);

        titles.ShouldBe(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["good.png: nll 5.00, ok"] = null,
            ["bad.png: nll 25.00, reject"] = "#flagged-1",
        });
    }

    [Fact]
    public void A_content_is_shown_once_at_each_end_and_its_picture_is_stored_once()
    {
        fixture.Report(Pictured("a.png", 5, "same"), Pictured("b.png", 5, "same"));

        Directory.GetFiles(Path.Combine(fixture.Folder, ReportFiles.Pictures)).Length.ShouldBe(4);
        fixture.Page.ShouldContain("images, 1 copy");
    }

    [Fact]
    public void Pictures_of_earlier_reports_go_and_other_files_stay()
    {
        fixture.Report(Pictured("a.png", 25));
        var pictures = Path.Combine(fixture.Folder, ReportFiles.Pictures);
        var first = Directory.GetFiles(pictures);
        File.WriteAllText(Path.Combine(pictures, "notes.txt"), "mine");

        fixture.Report(fixture.Scan(1, Pictured("b.png", 25)));

        var now = Directory.GetFiles(pictures);
        now.ShouldNotContain(f => first.Contains(f));
        now.Length.ShouldBe(5);
        File.Exists(Path.Combine(pictures, "notes.txt")).ShouldBeTrue();
    }

    [Fact]
    public void A_picture_that_was_cut_short_is_written_again()
    {
        var report = fixture.Report(Pictured("a.png", 25));
        var picture = Directory.GetFiles(Path.Combine(fixture.Folder, ReportFiles.Pictures))[0];
        var whole = File.ReadAllBytes(picture);
        File.WriteAllBytes(picture, whole[..1]);

        fixture.Report(report.Tonight.Run);

        File.ReadAllBytes(picture).ShouldBe(whole);
    }

    [Fact]
    public void The_extremes_are_kept_in_the_table_and_in_the_database()
    {
        var report = fixture.Report(
            fixture.Scan(0, [.. Enumerable.Range(0, 40).Select(i => Image($"{i:00}.png", i))]), Extremes(3));

        fixture.Lines(ReportFiles.Extremal).Length.ShouldBe(16);
        fixture.Database.Store.ListExtremes(report.Tonight.Run.Id).Count.ShouldBe(15);
    }

    public void Dispose() => fixture.Dispose();

    [GeneratedRegex("(href|src)=\"(?<link>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("<(?<tag>(meta|img|link|br|hr)\\b[^>]*[^/>])>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VoidElements();

    [GeneratedRegex("(?<=<(?<tag>script|style)>).*?(?=</\\k<tag>>)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Code();

    private static List<XElement> Cards(XElement root) => [.. root.Descendants("article")];

    // HTML's void elements, scripts and styles are all that keeps the page from being XML.
    private XElement Root()
    {
        var page = Code().Replace(fixture.Page, string.Empty).Replace("<!doctype html>", string.Empty, StringComparison.Ordinal);
        return XDocument.Parse(VoidElements().Replace(page, "<${tag}/>")).Root!;
    }
}
