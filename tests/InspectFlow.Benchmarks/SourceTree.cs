namespace InspectFlow.Benchmarks;

/// <summary>The source tree that the benchmarks were built from.</summary>
internal static class SourceTree
{
    /// <summary>Gives the path of a file in it, found by walking up to the solution.</summary>
    public static string PathOf(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "InspectFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks run outside of the source tree.");
        }

        return Path.Combine(folder.FullName, relative);
    }
}
