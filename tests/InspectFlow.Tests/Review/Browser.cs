using Microsoft.Playwright;
using Xunit;

namespace InspectFlow.Tests.Review;

/// <summary>One browser for a class of tests: the machine's own chromium, found on the path.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Gets why there is no browser, or null when there is one.</summary>
    public string? Missing { get; private set; }

    public async Task InitializeAsync()
    {
        var program = Names.SelectMany(n => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(f => Path.Combine(f, n)))
            .FirstOrDefault(File.Exists);
        if (program is null)
        {
            Missing = "No chromium on the path; './run test' installs it where it may: apt-get install chromium.";
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-quic", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>Opens a person's own window, with cookies of its own.</summary>
    /// <param name="address">The site.</param>
    public async Task<IPage> OpenAsync(string address)
    {
        Skip.If(browser is null, Missing);
        var context = await browser!.NewContextAsync(new() { BaseURL = address, AcceptDownloads = true });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
