using System.Globalization;
using InspectFlow.Ingest;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>
/// <c>listing --count N --out DIR</c>: what it costs to list a folder with very many files, as every scan does, at a tenth
/// of N and at N. The worst case is one flat folder. The files are empty, and deleted afterwards.
/// </summary>
internal static class FolderListing
{
    public static int Run(string[] arguments)
    {
        var (folder, count) = RowsArguments.Read(arguments);
        if (folder is null || count <= 0)
        {
            Console.Error.WriteLine("usage: listing --out DIR [--count N]");
            return 2;
        }

        foreach (var files in new[] { count / 10, count })
        {
            var cost = Measure(folder, files);
            Console.WriteLine(FormattableString.Invariant(
                $"{files} files in one folder: {cost.Seconds:F1} s, processor {cost.ProcessorSeconds:F1} s, peak {cost.PeakMiB:F0} MiB"));
        }

        return 0;
    }

    private static Cost Measure(string folder, int count)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, "flat"));
        try
        {
            for (var i = 0; i < count; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"part_{i:D8}.png");
                using var file = File.OpenHandle(Path.Combine(target.FullName, name), FileMode.Create, FileAccess.Write);
            }

            return Cost.Of(() =>
            {
                var source = new FolderSource(new FolderSourceOptions { Folder = target.FullName }, TimeProvider.System);
                var listed = source.List(problem => throw new IOException(problem.Reason), CancellationToken.None).Count();
                if (listed != count)
                {
                    throw new InvalidOperationException($"{listed} of {count} files were listed.");
                }
            });
        }
        finally
        {
            target.Delete(recursive: true);
        }
    }
}
