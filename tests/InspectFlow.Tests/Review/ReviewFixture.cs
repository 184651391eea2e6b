using System.Net;
using System.Text.RegularExpressions;
using InspectFlow.Reporting.Storage;
using InspectFlow.Review;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.Reporting;

namespace InspectFlow.Tests.Review;

/// <summary>A store with flagged images and their pictures, and the review site over it on a free port.</summary>
internal sealed class ReviewFixture : IDisposable
{
    public const string Token = "a-token-of-more-than-twenty-characters";

    private static readonly string[] DefectTypes = ["scratch", "dent"];

    private readonly StoreFixture data = new();
    private readonly List<HttpClient> clients = [];
    private ReviewSite? site;

    public InspectionStore Store => data.Store;

    public StoreFixture Data => data;

    public string Address => site!.Addresses.Single();

    public ReviewFilter All => new() { LineIds = [data.Line.Id], State = null };

    public ReviewSiteOptions Options => new()
    {
        Lines = [new(data.Line.Id, data.Line.Name, DefectTypes)],
        Urls = ["http://127.0.0.1:0"],
    };

    /// <summary>Writes one run; scores above 10 are flagged, above 20 rejected. Flagged images get pictures.</summary>
    public RunRecord Scan(params (string Path, double Nll)[] images)
    {
        var run = data.BeginScan(data.Time.GetUtcNow());
        data.Write(run.Id, [.. images.Select(i => StoreFixture.Image(i.Path, i.Nll) with { Serial = "S-" + i.Path, Evidence = i.Nll > 10 ? Pictures(i.Path) : [] })]);
        return run;
    }

    public ReviewRow Row(string path) => Store.ListReview(All, null, 1000).Single(r => string.Equals(r.Path, path, StringComparison.Ordinal));

    public async Task<ReviewFixture> StartAsync(Func<ReviewSiteOptions, ReviewSiteOptions>? change = null)
    {
        site = ReviewSite.Create(change is null ? Options : change(Options), Store, data.Time);
        await site.StartAsync(CancellationToken.None);
        return this;
    }

    /// <summary>Puts the site up anew, with other options.</summary>
    public async Task RestartAsync(Func<ReviewSiteOptions, ReviewSiteOptions> change)
    {
        await site!.DisposeAsync();
        await StartAsync(change);
    }

    /// <summary>Gives a browser of its own, with its own cookies.</summary>
    public HttpClient Client(bool followsRedirects = true)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = followsRedirects, CookieContainer = new CookieContainer() }) { BaseAddress = new(Address) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        clients.Add(client);
        return client;
    }

    /// <summary>Sends a form as a browser does: with the token against forgery of the page that holds it.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        var token = Regex.Match(html, "name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["token"].Value;
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await client.PostAsync(new Uri(action, UriKind.Relative), content);
    }

    public Task<HttpResponseMessage> DecideAsync(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        var id = Row(path).CaptureId;
        return PostAsync(client, $"/item/{id}", $"/item/{id}?handler=decide", fields);
    }

    public async Task StopAsync()
    {
        if (site is not null)
        {
            await site.StopAsync(CancellationToken.None);
            await site.DisposeAsync();
        }
    }

    public void Dispose()
    {
        clients.ForEach(c => c.Dispose());
        data.Dispose();
    }

    private static EvidencePicture[] Pictures(string path) =>
    [
        new() { Kind = EvidenceKind.Thumbnail, Reason = EvidenceReason.Flagged, Picture = Png(path.Length) },
        new() { Kind = EvidenceKind.Map, Reason = EvidenceReason.Flagged, Picture = Png(path.Length + 1000), Map = new("nll", 1, 2, 0.25, 0.5) },
    ];

    private static EncodedPicture Png(int seed) => new() { MediaType = "image/png", Width = 64, Height = 48, Bytes = TestImages.Encoded(".png", 64, 48, seed) };
}
