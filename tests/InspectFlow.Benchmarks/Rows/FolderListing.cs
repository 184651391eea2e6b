using System.Globalization;
using InspectFlow.Ingest;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>Listing a folder with very many files in it, as every scan does: the worst case is one flat folder.</summary>
internal static class FolderListing
{
    /// <summary>Makes so many empty files in one folder, lists them and deletes them.</summary>
    public static Cost Measure(string folder, int count, TimeProvider clock)
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
                var source = new FolderSource(new FolderSourceOptions { Folder = target.FullName }, clock);
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
