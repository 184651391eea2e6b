namespace InspectFlow.Tests.Ingest;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("inspectflow-test-").FullName;

    public string Add(string relativePath, byte[]? bytes = null)
    {
        var path = System.IO.Path.Combine(Path, relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes ?? [1]);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
