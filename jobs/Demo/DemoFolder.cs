using InspectFlow.Jobs.Commands;

namespace InspectFlow.Jobs.Demo;

/// <summary>Makes room for a demo without touching anything that is not one.</summary>
internal static class DemoFolder
{
    private static readonly string[] Files = ["inspectflow.db", "inspectflow.db-wal", "inspectflow.db-shm", DemoLine.FileName];
    private static readonly string[] Folders = ["models", "pictures", "good-images", DemoLine.ImageFolder];

    /// <summary>Makes the folder, and removes what an earlier demo left in it.</summary>
    /// <exception cref="UsageException">The folder holds something else.</exception>
    public static void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return;
        }

        if (!File.Exists(Path.Combine(folder, DemoLine.FileName)))
        {
            throw new UsageException($"{folder} is not empty and holds no earlier demo; name another folder with --out.");
        }

        foreach (var name in Files)
        {
            File.Delete(Path.Combine(folder, name));
        }

        foreach (var name in Folders.Select(n => Path.Combine(folder, n)).Where(Directory.Exists))
        {
            Directory.Delete(name, recursive: true);
        }
    }
}
