namespace InspectFlow.Tests.Jobs;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Gives the path of a file in the repository, found by walking up to the solution.</summary>
    public static string PathOf(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "InspectFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside of the source tree");
        }

        return System.IO.Path.Combine(folder.FullName, relative);
    }
}
