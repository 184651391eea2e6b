using System.Net;
using System.Net.Http.Headers;
using InspectFlow.Review;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Review;

/// <summary>What the site lets in, and what it sends out.</summary>
public sealed class ReviewSiteTests : IAsyncLifetime, IDisposable
{
    private readonly ReviewFixture fixture = new();

    public Task InitializeAsync()
    {
        fixture.Scan(("a.png", 30), ("b.png", 12));
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/name")]
    [InlineData("/nothing")]
    [InlineData("/item/nothing")]
    [InlineData("/assets/site.css")]
    public async Task Every_answer_forbids_what_is_not_needed(string address)
    {
        await fixture.StartAsync();

        using var answer = await fixture.Client().GetAsync(new Uri(address, UriKind.Relative));

        Header(answer, "Content-Security-Policy").ShouldBe(
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Referrer-Policy").ShouldBe("same-origin");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task No_page_needs_what_its_own_policy_forbids()
    {
        await fixture.StartAsync();
        var client = fixture.Client();

        foreach (var address in new[] { "/", $"/item/{fixture.Row("a.png").CaptureId}", "/name", "/nothing" })
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            var html = await answer.Content.ReadAsStringAsync();
            html.ShouldNotContain(" style=");
            html.ShouldNotContain("<style");
            html.ShouldNotContain(" onclick=");
            html.ShouldNotContain("javascript:");
            html.ShouldNotContain("://");
        }
    }

    [Fact]
    public async Task Pictures_are_given_by_their_hash_alone_and_kept_by_browsers()
    {
        await fixture.StartAsync();
        var client = fixture.Client();
        var picture = fixture.Store.GetPicture(fixture.Row("a.png").Thumbnail!)!;

        using var answer = await client.GetAsync(new Uri($"/pictures/{picture.Sha256}", UriKind.Relative));

        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(picture.Bytes);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        foreach (var wrong in new[] { new string('0', 64), "a.png", "..%2f..%2fetc%2fpasswd", picture.Sha256.ToUpperInvariant() })
        {
            using var none = await client.GetAsync(new Uri($"/pictures/{wrong}", UriKind.Relative));
            none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_form_without_the_pages_token_changes_nothing()
    {
        await fixture.StartAsync();
        var id = fixture.Row("a.png").CaptureId;
        using var form = new FormUrlEncodedContent([new("verdict", "good"), new("seen", "0"), new("who", "Mallory")]);

        foreach (var action in new[] { $"/item/{id}?handler=decide", $"/item/{id}?handler=undo", "/?handler=decide", "/?handler=export", "/name" })
        {
            using var answer = await fixture.Client().PostAsync(new Uri(action, UriKind.Relative), form);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, action);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("Nothing was stored");
        }

        fixture.Store.ListVerdicts(id).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_of_another_site_that_points_here_is_not_answered()
    {
        await fixture.StartAsync(o => o with { Hosts = ["inspection.example.com"] });

        (await Ask("attacker.example")).ShouldBe(HttpStatusCode.BadRequest);
        (await Ask("localhost")).ShouldBe(HttpStatusCode.OK);
        (await Ask("inspection.example.com")).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> Ask(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Host = host;
            using var answer = await fixture.Client().SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.0.2.1:5080")]
    [InlineData("http://inspection.example.com")]
    public void Other_machines_are_let_in_only_with_a_token(string url)
    {
        var error = Should.Throw<ReviewSiteException>(() => ReviewSite.Create(fixture.Options with { Urls = [url] }, fixture.Store, fixture.Data.Time));

        error.Message.ShouldContain(url);
        error.Message.ShouldContain("accessTokenFile");
        error.Message.ShouldContain("openssl rand -hex 32");
    }

    [Theory]
    [InlineData("nonsense", "no address")]
    [InlineData("ftp://127.0.0.1", "no address")]
    [InlineData("http://127.0.0.1:5080/path", "no address")]
    [InlineData("https://127.0.0.1:5081", "proxy")]
    public void An_address_that_cannot_be_is_refused(string url, string reason) =>
        Should.Throw<ReviewSiteException>(() => ReviewSite.Create(fixture.Options with { Urls = [url] }, fixture.Store, fixture.Data.Time))
            .Message.ShouldContain(reason);

    [Fact]
    public void A_short_token_is_refused() =>
        Should.Throw<ReviewSiteException>(() => ReviewSite.Create(fixture.Options with { AccessToken = "secret" }, fixture.Store, fixture.Data.Time))
            .Message.ShouldContain("at least 20");

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await fixture.StartAsync();
        await using var second = ReviewSite.Create(fixture.Options with { Urls = [fixture.Address] }, fixture.Store, fixture.Data.Time);

        (await Should.ThrowAsync<ReviewSiteException>(() => second.StartAsync(CancellationToken.None))).Message.ShouldContain(fixture.Address);
    }

    [Fact]
    public async Task Without_the_token_there_is_only_the_door()
    {
        await fixture.StartAsync(o => o with { AccessToken = ReviewFixture.Token });
        var client = fixture.Client(followsRedirects: false);
        var picture = fixture.Row("a.png").Thumbnail;

        using var page = await client.GetAsync(new Uri("/item/x?line=y", UriKind.Relative));
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.ToString().ShouldBe("/login?to=%2Fitem%2Fx%3Fline%3Dy");
        using var bytes = new HttpRequestMessage(HttpMethod.Get, $"/pictures/{picture}");
        bytes.Headers.Accept.ParseAdd("image/*");
        using var refused = await fixture.Client().SendAsync(bytes);
        refused.Content.Headers.ContentType?.MediaType.ShouldNotBe("image/webp");
        foreach (var address in new[] { "/", "/runs", "/line", "/line/export", "/name" })
        {
            using var closed = await client.GetAsync(new Uri(address, UriKind.Relative));
            closed.StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
            using var form = new FormUrlEncodedContent([]);
            using var posted = await client.PostAsync(new Uri(address, UriKind.Relative), form);
            posted.StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Unauthorized);
        }

        client.DefaultRequestHeaders.Accept.Clear();
        using var plain = await client.GetAsync(new Uri($"/pictures/{picture}", UriKind.Relative));
        plain.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        plain.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task The_token_opens_the_door_once_and_for_all_pages()
    {
        await fixture.StartAsync(o => o with { AccessToken = ReviewFixture.Token });
        var client = fixture.Client(followsRedirects: false);

        using var wrong = await ReviewFixture.PostAsync(client, "/login", "/login", ("token", "not-the-token-but-as-long-as-it"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();
        using var right = await ReviewFixture.PostAsync(client, "/login", "/login?to=%2F%3Forder%3Dnewest", ("token", ReviewFixture.Token));
        right.Headers.Location!.ToString().ShouldBe("/?order=newest");
        var cookie = right.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain(ReviewFixture.Token);
        (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);

        fixture.Data.Time.Advance(TimeSpan.FromHours(13));
        (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("//attacker.example/")]
    [InlineData("/\\attacker.example/")]
    public async Task The_door_leads_to_no_other_site(string to)
    {
        await fixture.StartAsync(o => o with { AccessToken = ReviewFixture.Token });

        using var answer = await ReviewFixture.PostAsync(
            fixture.Client(followsRedirects: false), "/login", $"/login?to={Uri.EscapeDataString(to)}", ("token", ReviewFixture.Token));

        answer.Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task A_bearer_of_the_token_is_let_in_and_one_of_another_is_not()
    {
        await fixture.StartAsync(o => o with { AccessToken = ReviewFixture.Token });

        (await Ask(ReviewFixture.Token)).ShouldBe(HttpStatusCode.OK);
        (await Ask(ReviewFixture.Token[..^1])).ShouldBe(HttpStatusCode.Redirect);

        async Task<HttpStatusCode> Ask(string token)
        {
            var client = fixture.Client(followsRedirects: false);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        await fixture.StartAsync(o => o with { AccessToken = ReviewFixture.Token });
        var client = fixture.Client(followsRedirects: false);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var answer = await ReviewFixture.PostAsync(client, "/login", "/login", ("token", "a wrong one"));
            statuses.Add(answer.StatusCode);
        }

        statuses[..10].ShouldAllBe(s => s == HttpStatusCode.Forbidden);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_proxy_on_this_machine_names_the_person()
    {
        await fixture.StartAsync(o => o with { UserHeader = "X-Forwarded-User" });
        var client = fixture.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-User", "anna@example.com");

        using var answer = await fixture.DecideAsync(client, "a.png", ("verdict", "good"), ("seen", "0"), ("who", "somebody else"));

        answer.EnsureSuccessStatusCode();
        fixture.Store.ListVerdicts(fixture.Row("a.png").CaptureId).Single().GivenBy.ShouldBe("anna@example.com");
    }

    [Fact]
    public async Task A_header_that_the_definition_does_not_name_is_nobodys_name()
    {
        await fixture.StartAsync();
        var client = fixture.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-User", "anna@example.com");

        using var answer = await fixture.DecideAsync(client, "a.png", ("verdict", "good"), ("seen", "0"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        fixture.Store.ListVerdicts(fixture.Row("a.png").CaptureId).ShouldBeEmpty();
    }

    [Fact]
    public async Task Images_of_a_line_that_is_not_shown_are_not_there()
    {
        var id = fixture.Row("a.png").CaptureId;
        await fixture.StartAsync(o => o with { Lines = [new("another", "another", [])] });
        var client = fixture.Client();

        (await client.GetAsync(new Uri($"/item/{id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldNotContain(id);
    }

    public Task DisposeAsync() => fixture.StopAsync();

    public void Dispose() => fixture.Dispose();

    private static string Header(HttpResponseMessage answer, string name) => string.Join(' ', answer.Headers.GetValues(name));
}
