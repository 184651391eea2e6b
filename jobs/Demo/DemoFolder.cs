using System.Security.Cryptography;
using InspectFlow.Jobs.Commands;

namespace InspectFlow.Jobs.Demo;

/// <summary>Makes room for a demo without touching anything that is not one.</summary>
internal static class DemoFolder
{
    private const string Marker = ".inspectflow-demo";

    private static readonly string[] Files = ["inspectflow.db", "inspectflow.db-wal", "inspectflow.db-shm", DemoLine.FileName, Marker];
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

        if (!IsDemo(folder))
        {
            throw new UsageException(
                $"{folder} is not empty and holds no earlier demo, or one of an earlier release, or one whose {DemoLine.FileName} was changed since; name another folder with --out.");
        }

        foreach (var name in Folders.Select(n => Path.Combine(folder, n)).Where(Directory.Exists))
        {
            Directory.Delete(name, recursive: true);
        }

        // What tells that it is a demo's goes last, should something be in the way.
        foreach (var name in Files)
        {
            File.Delete(Path.Combine(folder, name));
        }
    }

    /// <summary>Marks a folder as a demo's, as long as its definition stays as it is.</summary>
    /// <param name="folder">The folder, with the definition.</param>
    public static void Mark(string folder) => File.WriteAllText(Path.Combine(folder, Marker), Digest(folder));

    // People give their own definitions this name too, and their database and models lie beside them.
    private static bool IsDemo(string folder) =>
        File.Exists(Path.Combine(folder, Marker)) && File.Exists(Path.Combine(folder, DemoLine.FileName)) &&
        string.Equals(File.ReadAllText(Path.Combine(folder, Marker)), Digest(folder), StringComparison.Ordinal);

    private static string Digest(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, DemoLine.FileName))));
}
