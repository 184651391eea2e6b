using InspectFlow.Reporting.Storage;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Review;

/// <summary>The review site in a real browser, as people use it.</summary>
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime, IDisposable
{
    private readonly ReviewFixture fixture = new();

    public async Task InitializeAsync()
    {
        fixture.Scan(("a.png", 30), ("b.png", 25), ("c.png", 12), ("ok.png", 5));
        await fixture.StartAsync();
    }

    [SkippableFact]
    public async Task A_morning_by_keyboard()
    {
        var page = await OpenAsync("Anna");
        await page.GotoAsync("/");
        (await page.Locator(".card").CountAsync()).ShouldBe(3);

        await Leave(page, () => page.ClickAsync($"#item-{Id("a.png")} a.name"));
        await page.Keyboard.PressAsync("d");
        (await page.Locator("#type-hint").IsVisibleAsync()).ShouldBeTrue();
        await Go(page, "2");
        fixture.Row("a.png").ShouldSatisfyAllConditions(
            r => r.Verdict.ShouldBe(VerdictKind.Defective), r => r.DefectType.ShouldBe("dent"), r => r.GivenBy.ShouldBe("Anna"));
        page.Url.ShouldContain(Id("b.png"));

        await Go(page, "z");
        fixture.Row("a.png").State.ShouldBe(ReviewState.Open);
        page.Url.ShouldContain(Id("a.png"));

        await Go(page, "n");
        page.Url.ShouldContain(Id("b.png"));
        await Go(page, "g");
        await Go(page, "u");
        fixture.Row("b.png").Verdict.ShouldBe(VerdictKind.Good);
        fixture.Row("c.png").Verdict.ShouldBe(VerdictKind.Unsure);

        page.Url.ShouldContain(Id("a.png"), Case.Sensitive, "what is open still comes after the end of the queue");
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("pore");
        await Go(page, "Enter");
        fixture.Row("a.png").DefectType.ShouldBe("pore");
        (await page.TextContentAsync(".empty")).ShouldNotBeNull().ShouldContain("Nothing");
    }

    [SkippableFact]
    public async Task The_name_is_asked_for_once()
    {
        var page = await browser.OpenAsync(fixture.Address);
        await page.GotoAsync($"/item/{Id("a.png")}");

        await page.Keyboard.PressAsync("g");
        fixture.Row("a.png").Verdict.ShouldBeNull("a verdict needs a name");
        await page.FillAsync("[name=who]", "Zoë");
        await Leave(page, () => page.ClickAsync("[data-key=g]"));
        await Go(page, "g");

        fixture.Row("b.png").GivenBy.ShouldBe("Zoë");
        (await page.TextContentAsync(".who"))!.ShouldContain("Zoë");
    }

    [SkippableFact]
    public async Task The_picture_is_enlarged_moved_and_laid_over()
    {
        var page = await OpenAsync("Anna");
        await page.GotoAsync($"/item/{Id("a.png")}");
        await Until(page, "document.querySelector('.stage').offsetWidth > 100");

        async Task<double[]> Place() => await page.EvaluateAsync<double[]>(
            "(() => { const m = new DOMMatrix(getComputedStyle(document.querySelector('.stage')).transform); return [m.a, m.e, m.f]; })()");

        (await Place())[0].ShouldBe(1);
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("+");
        var larger = await Place();
        larger[0].ShouldBe(1.96, 0.01);
        await page.Keyboard.PressAsync("ArrowRight");
        (await Place())[1].ShouldBeLessThan(larger[1]);

        var box = (await page.Locator("#viewer").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.WheelAsync(0, -400);
        await Until(page, "new DOMMatrix(getComputedStyle(document.querySelector('.stage')).transform).a > 2.5");
        var before = await Place();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 40, box.Y + (box.Height / 2) + 30);
        await page.Mouse.UpAsync();
        (await Place())[1].ShouldBe(before[1] + 40, 1);
        (await Place())[2].ShouldBe(before[2] + 30, 1);
        await page.Keyboard.PressAsync("0");
        (await Place())[0].ShouldBe(1);

        await page.FillAsync("#opacity", "25");
        (await Opacity()).ShouldBe("0.25");
        await page.Keyboard.PressAsync("m");
        (await Opacity()).ShouldBe("0");
        await page.Keyboard.PressAsync("m");
        (await Opacity()).ShouldBe("0.25");
        await Go(page, "n");
        (await Opacity()).ShouldBe("0.25", "the next image keeps the choice");
        await page.Keyboard.PressAsync("p");
        (await page.Locator("#peak").IsVisibleAsync()).ShouldBeFalse();
        await page.Keyboard.PressAsync("?");
        (await page.Locator("#help").IsVisibleAsync()).ShouldBeTrue();

        Task<string> Opacity() => page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#layer')).opacity");
    }

    [SkippableFact]
    public async Task The_queue_is_filtered_selected_decided_together_and_undone()
    {
        var page = await OpenAsync("Anna");
        await page.GotoAsync("/");
        await page.SelectOptionAsync("[name=decision]", "reject");
        await Leave(page, () => page.ClickAsync("text=Filter"));
        (await page.Locator(".card").CountAsync()).ShouldBe(2);

        (await page.IsDisabledAsync(".bulk button.good")).ShouldBeTrue("nothing is selected");
        await page.CheckAsync("#pick-all");
        (await page.TextContentAsync(".tally")).ShouldBe("2 selected");
        await Leave(page, () => page.ClickAsync(".bulk button.good"));
        (await page.TextContentAsync(".notice"))!.ShouldContain("2 decided");
        fixture.Row("b.png").Verdict.ShouldBe(VerdictKind.Good);
        fixture.Row("c.png").Verdict.ShouldBeNull();

        await Go(page, "z");
        (await page.TextContentAsync(".notice"))!.ShouldContain("2 taken back");
        fixture.Row("b.png").State.ShouldBe(ReviewState.Open);
    }

    [SkippableFact]
    public async Task The_selection_is_saved_as_a_table()
    {
        var page = await OpenAsync("Anna");
        await page.GotoAsync("/");
        await page.CheckAsync($"#item-{Id("b.png")} input");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=Export selection as CSV"));

        download.SuggestedFilename.ShouldMatch("^review-.*\\.csv$");
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("b.png");
    }

    [SkippableFact]
    public async Task Two_people_on_one_image_do_not_overwrite_each_other_unawares()
    {
        var anna = await OpenAsync("Anna");
        var ben = await OpenAsync("Ben");
        await anna.GotoAsync($"/item/{Id("a.png")}");
        await ben.GotoAsync($"/item/{Id("a.png")}");

        await Go(anna, "g");
        await Go(ben, "1");

        (await ben.TextContentAsync("#conflict"))!.ShouldContain("Anna");
        fixture.Row("a.png").Verdict.ShouldBe(VerdictKind.Good);
        await Leave(ben, () => ben.ClickAsync("#conflict button"));
        fixture.Row("a.png").ShouldSatisfyAllConditions(r => r.DefectType.ShouldBe("scratch"), r => r.GivenBy.ShouldBe("Ben"), r => r.Version.ShouldBe(2));
    }

    [SkippableFact]
    public async Task A_file_named_like_markup_is_a_name()
    {
        const string name = "<img src=x onerror=\"document.title='owned'\">.png";
        fixture.Data.Time.Advance(TimeSpan.FromDays(1));
        fixture.Scan((name, 50));
        var page = await OpenAsync(name);
        var dialogs = 0;
        page.Dialog += (_, _) => dialogs++;

        await page.GotoAsync("/");
        (await page.TextContentAsync($"#item-{Id(name)} .name")).ShouldBe(name);
        await Leave(page, () => page.ClickAsync($"#item-{Id(name)} a.name"));
        (await page.TextContentAsync("h1")).ShouldBe(name);
        await page.FillAsync("#type", name);
        await page.FillAsync("#note", name);
        await Leave(page, () => page.ClickAsync("[data-key=d]"));

        (await page.TextContentAsync(".notice a")).ShouldBe(name);
        (await page.Locator("img[src=x]").CountAsync()).ShouldBe(0);
        (await page.TitleAsync()).ShouldNotContain("owned");
        dialogs.ShouldBe(0);
        fixture.Row(name).DefectType.ShouldBe(name);
    }

    [SkippableFact]
    public async Task The_door_opens_with_the_token()
    {
        await fixture.RestartAsync(o => o with { AccessToken = ReviewFixture.Token });
        var page = await browser.OpenAsync(fixture.Address);

        await page.GotoAsync("/?order=newest");
        page.Url.ShouldContain("/login");
        await page.FillAsync("[name=token]", "an attempt that is long enough");
        await Go(page, "Enter");
        (await page.TextContentAsync("[role=alert]"))!.ShouldContain("not the access token");
        await page.FillAsync("[name=token]", ReviewFixture.Token);
        await Go(page, "Enter");
        page.Url.ShouldEndWith("/?order=newest");
        (await page.Locator(".card").CountAsync()).ShouldBe(3);
    }

    public Task DisposeAsync() => fixture.StopAsync();

    public void Dispose() => fixture.Dispose();

    // Presses a key that leads to another page, and waits for it. The old page carries a mark that the new one lacks.
    private static Task Go(IPage page, string key) => Leave(page, () => page.Keyboard.PressAsync(key));

    private static async Task Leave(IPage page, Func<Task> act)
    {
        await page.EvaluateAsync("() => { document.body.dataset.old = 'yes'; }");
        await act();
        await Until(page, "document.readyState === 'complete' && !document.body.dataset.old");
    }

    // Asks again and again, because waiting inside the page needs an eval that the site's policy forbids.
    private static async Task Until(IPage page, string condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await Holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(20, CancellationToken.None);
        }

        async Task<bool> Holds()
        {
            try
            {
                return await page.EvaluateAsync<bool>(condition);
            }
            catch (PlaywrightException e) when (e.Message.Contains("context", StringComparison.OrdinalIgnoreCase))
            {
                // The page is just being replaced.
                return false;
            }
        }
    }

    private string Id(string path) => fixture.Row(path).CaptureId;

    private async Task<IPage> OpenAsync(string name)
    {
        var page = await browser.OpenAsync(fixture.Address);
        page.PageError += (_, error) => throw new InvalidOperationException(error);
        await page.GotoAsync("/name");
        await page.FillAsync("[name=name]", name);
        await Leave(page, () => page.ClickAsync("button.primary"));
        return page;
    }
}
