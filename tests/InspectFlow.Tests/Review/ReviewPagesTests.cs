using System.Net;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Review;

/// <summary>What the pages show and store, as a browser without scripts has it.</summary>
public sealed class ReviewPagesTests : IAsyncLifetime, IDisposable
{
    private readonly ReviewFixture fixture = new();

    public async Task InitializeAsync()
    {
        fixture.Scan(("a.png", 30), ("b.png", 25), ("c.png", 12), ("ok.png", 5));
        await fixture.StartAsync();
    }

    [Fact]
    public async Task A_verdict_goes_on_to_the_next_open_image_and_says_what_was_stored()
    {
        var client = fixture.Client();

        using var answer = await fixture.DecideAsync(client, "a.png", ("chosen", "scratch"), ("seen", "0"), ("who", " Anna \t B. "), ("note", "deep\r\nand long"));

        answer.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"/item/{fixture.Row("b.png").CaptureId}");
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("defect: scratch");
        fixture.Row("a.png").ShouldSatisfyAllConditions(
            r => r.Verdict.ShouldBe(VerdictKind.Defective),
            r => r.DefectType.ShouldBe("scratch"),
            r => r.GivenBy.ShouldBe("Anna B."),
            r => r.Note.ShouldBe("deep\nand long"));

        using var second = await fixture.DecideAsync(client, "b.png", ("verdict", "good"), ("seen", "0"));
        second.EnsureSuccessStatusCode();
        fixture.Row("b.png").GivenBy.ShouldBe("Anna B.", "the browser keeps the name");
    }

    [Fact]
    public async Task After_the_last_verdict_comes_the_empty_queue_with_the_way_back()
    {
        var client = fixture.Client();
        foreach (var path in new[] { "a.png", "b.png", "c.png" })
        {
            using var answer = await fixture.DecideAsync(client, path, ("verdict", "good"), ("seen", "0"), ("who", "Anna"));
            if (path is "c.png")
            {
                answer.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/");
                (await answer.Content.ReadAsStringAsync()).ShouldContain("Undo");
            }
        }
    }

    [Fact]
    public async Task The_second_of_two_people_sees_the_firsts_verdict_and_is_asked()
    {
        using var first = await fixture.DecideAsync(fixture.Client(), "a.png", ("verdict", "good"), ("seen", "0"), ("who", "Anna"), ("note", "a reflection"));

        using var second = await fixture.DecideAsync(fixture.Client(), "a.png", ("chosen", "dent"), ("seen", "0"), ("who", "Ben"));

        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var html = await second.Content.ReadAsStringAsync();
        html.ShouldContain("<strong>Anna</strong> judged this image while you looked");
        html.ShouldContain("a reflection");
        fixture.Row("a.png").Verdict.ShouldBe(VerdictKind.Good);
    }

    [Fact]
    public async Task Undo_opens_the_image_again()
    {
        var client = fixture.Client();
        using var decided = await fixture.DecideAsync(client, "a.png", ("verdict", "good"), ("seen", "0"), ("who", "Anna"));
        var id = fixture.Row("a.png").CaptureId;

        using var undone = await ReviewFixture.PostAsync(client, $"/item/{id}", $"/item/{id}?handler=undo", ("seen", "1"));

        undone.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"/item/{id}");
        fixture.Row("a.png").State.ShouldBe(ReviewState.Open);
        using var again = await ReviewFixture.PostAsync(client, $"/item/{id}", $"/item/{id}?handler=undo", ("seen", "1"));
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_selection_is_decided_together_and_what_others_judged_meanwhile_is_left()
    {
        using var other = await fixture.DecideAsync(fixture.Client(), "b.png", ("verdict", "good"), ("seen", "0"), ("who", "Anna"));
        var items = new[] { "a.png", "b.png", "c.png" }.Select(p => ("item", fixture.Row(p).CaptureId + ":0")).ToArray();

        using var answer = await ReviewFixture.PostAsync(fixture.Client(), "/", "/?handler=decide", [.. items, ("verdict", "defective"), ("type", "stain"), ("who", "Ben")]);

        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("2 decided");
        html.ShouldContain("was judged by Anna meanwhile");
        fixture.Row("a.png").DefectType.ShouldBe("stain");
        fixture.Row("b.png").Verdict.ShouldBe(VerdictKind.Good);

        using var undone = await ReviewFixture.PostAsync(
            fixture.Client(), "/?state=all", "/?handler=undo", ("item", fixture.Row("a.png").CaptureId + ":1"), ("item", fixture.Row("c.png").CaptureId + ":1"), ("who", "Ben"));
        (await undone.Content.ReadAsStringAsync()).ShouldContain("2 taken back");
        fixture.Row("a.png").State.ShouldBe(ReviewState.Open);
    }

    [Fact]
    public async Task The_filter_of_the_address_narrows_the_queue_and_stays_in_its_links()
    {
        var client = fixture.Client();

        var html = await client.GetStringAsync(new Uri("/?decision=reject&q=A.PNG&from=20", UriKind.Relative));

        html.ShouldContain(fixture.Row("a.png").CaptureId);
        html.ShouldNotContain(fixture.Row("b.png").CaptureId);
        html.ShouldContain($"/item/{fixture.Row("a.png").CaptureId}?decision=reject&amp;from=20&amp;q=A.PNG");
    }

    [Theory]
    [InlineData("/?from=abc&since=yesterday&state=7&decision=99&order=x&after=nothing")]
    [InlineData("/?since=2026-11-01&until=2026-12-01&state=all&line=castings&type=x%22%3E")]
    public async Task An_address_that_makes_no_sense_is_still_answered(string address) =>
        (await fixture.Client().GetAsync(new Uri(address, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>.png")]
    [InlineData("\"><script>alert(1)</script>.png")]
    [InlineData("two\nlines' & =1+1.png")]
    public async Task Names_are_text(string path)
    {
        fixture.Data.Time.Advance(TimeSpan.FromDays(1));
        fixture.Scan((path, 50));
        var client = fixture.Client();

        using var item = await fixture.DecideAsync(client, path, ("verdict", "defective"), ("type", path), ("seen", "0"), ("who", path), ("note", path));
        var pages = await Task.WhenAll(
            item.Content.ReadAsStringAsync(),
            client.GetStringAsync(new Uri("/?state=all&q=" + Uri.EscapeDataString(path), UriKind.Relative)),
            client.GetStringAsync(new Uri($"/item/{fixture.Row(path).CaptureId}", UriKind.Relative)));

        foreach (var html in pages)
        {
            html.ShouldNotContain("<img src=x");
            html.ShouldNotContain("<script>alert");
        }

        pages[2].ShouldContain(WebUtility.HtmlEncode(path.Split('\n')[0]).Replace("&#39;", "&#x27;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_of_the_selection_or_of_the_filter_can_be_taken_away()
    {
        fixture.Data.Time.Advance(TimeSpan.FromDays(1));
        fixture.Scan(("=cmd()|x.png", 40));
        var client = fixture.Client();

        using var all = await ReviewFixture.PostAsync(client, "/", "/?handler=export&decision=reject");
        using var some = await ReviewFixture.PostAsync(client, "/", "/?handler=export", ("item", fixture.Row("c.png").CaptureId + ":0"));

        all.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        all.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await Paths(all)).ShouldBe(["\"'=cmd()|x.png\"", "a.png", "b.png"]);
        (await Paths(some)).ShouldBe(["c.png"]);

        static async Task<IEnumerable<string>> Paths(HttpResponseMessage answer) =>
            (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[2]);
    }

    [Fact]
    public async Task An_unflagged_image_can_be_looked_up_and_judged()
    {
        var run = fixture.Store.ListRuns()[0];
        var id = fixture.Store.ReadScores(run.Id).Single(r => r.Path == "ok.png").CaptureId;
        var client = fixture.Client();

        (await client.GetStringAsync(new Uri($"/item/{id}", UriKind.Relative))).ShouldContain("not flagged");
        using var answer = await ReviewFixture.PostAsync(client, $"/item/{id}", $"/item/{id}?handler=decide", ("verdict", "defective"), ("seen", "0"), ("who", "Anna"));

        answer.EnsureSuccessStatusCode();
        fixture.Row("ok.png").Verdict.ShouldBe(VerdictKind.Defective);
    }

    public Task DisposeAsync() => fixture.StopAsync();

    public void Dispose() => fixture.Dispose();
}
