using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Reviewing;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Benchmarks.Screenshots;

/// <summary>
/// <c>screenshots --demo DIR --docs DIR [--all DIR]</c>: takes the pictures of the pages that the README shows, from a folder that
/// <c>demo</c> made, and with --all every page light and dark at several widths, to be looked at. The demo's database gets verdicts.
/// </summary>
internal static class ScreenshotsVerb
{
    public static int Run(string[] arguments)
    {
        var options = arguments.Chunk(2).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (options.GetValueOrDefault("--demo") is not { } demo || options.GetValueOrDefault("--docs") is not { } docs)
        {
            Console.Error.WriteLine("usage: screenshots --demo DIR --docs DIR [--all DIR]");
            return 2;
        }

        return RunAsync(demo, docs, options.GetValueOrDefault("--all")).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(string demo, string docs, string? all)
    {
        var line = LineDefinition.Load(Path.Combine(demo, "line.json"));
        using var store = InspectionStore.Open(line.Database, TimeProvider.System);
        DemoVerdicts.Add(store, line.Name, Path.Combine(demo, "images", "labels.csv"));
        await using var site = ReviewLines.Create([line], ["http://127.0.0.1:0"], store, TimeProvider.System, log: null);
        await site.StartAsync(CancellationToken.None).ConfigureAwait(false);
        var pages = ShownPage.All(store, line.Name, new Uri(site.Addresses.Single()), Path.GetFullPath(Path.Combine(demo, "index.html")));
        await using var camera = await PageCamera.OpenAsync().ConfigureAwait(false);
        foreach (var page in pages.Where(p => p.IsInReadme))
        {
            var file = Path.Combine(docs, page.Name + ".webp");
            await camera.TakeAsync(page, 1280, isDark: false, file).ConfigureAwait(false);
            Console.WriteLine($"{file} {new FileInfo(file).Length / 1024} KiB");
        }

        if (all is not null)
        {
            foreach (var page in pages)
            {
                foreach (var width in new[] { 820, 1280, 1920 })
                {
                    foreach (var isDark in new[] { false, true })
                    {
                        await camera.TakeAsync(page, width, isDark, Path.Combine(all, $"{page.Name}-{width}-{(isDark ? "dark" : "light")}.webp")).ConfigureAwait(false);
                    }
                }
            }
        }

        await site.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return 0;
    }
}
