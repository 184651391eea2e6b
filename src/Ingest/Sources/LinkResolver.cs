namespace InspectFlow.Ingest;

/// <summary>Finds where a path really leads, through every link on the way.</summary>
internal static class LinkResolver
{
    private const int MaxLinks = 40;

    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string RealPath(string path)
    {
        var links = 0;
        return Resolve(Path.GetFullPath(path), ref links);
    }

    private static string Resolve(string path, ref int links)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Join(Resolve(parent, ref links), Path.GetFileName(path));
        var target = new FileInfo(here).LinkTarget;
        if (target is null)
        {
            return here;
        }

        if (++links > MaxLinks)
        {
            throw new IOException("the links go round in a circle");
        }

        return Resolve(Path.GetFullPath(target, Path.GetDirectoryName(here)!), ref links);
    }
}
