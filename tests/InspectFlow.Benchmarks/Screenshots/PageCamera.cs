using Microsoft.Playwright;
using OpenCvSharp;

namespace InspectFlow.Benchmarks.Screenshots;

/// <summary>Takes pictures of pages with the machine's own chromium.</summary>
internal sealed class PageCamera : IAsyncDisposable
{
    private const int Quality = 82;
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private PageCamera(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static async Task<PageCamera> OpenAsync()
    {
        var program = Programs
            .SelectMany(n => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(f => Path.Combine(f, n)))
            .FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("There is no chromium on the path: apt-get install chromium.");
        var driver = await Playwright.CreateAsync().ConfigureAwait(false);
        return new(driver, await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-quic", "--disable-gpu", "--disable-dev-shm-usage"],
        }).ConfigureAwait(false));
    }

    /// <summary>Takes a page as it opens, three quarters as high as it is wide.</summary>
    public async Task TakeAsync(ShownPage page, int width, bool isDark, string file)
    {
        var height = width < 1000 ? width * 4 / 3 : width * 11 / 16;
        await using var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        }).ConfigureAwait(false);
        var tab = await context.NewPageAsync().ConfigureAwait(false);
        await tab.GotoAsync(page.Address.AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle }).ConfigureAwait(false);
        var png = await tab.ScreenshotAsync().ConfigureAwait(false);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using var pixels = Cv2.ImDecode(png, ImreadModes.Color);
        Cv2.ImEncode(".webp", pixels, out var bytes, new ImageEncodingParam(ImwriteFlags.WebPQuality, Quality));
        await File.WriteAllBytesAsync(file, bytes).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync().ConfigureAwait(false);
        playwright.Dispose();
    }
}
