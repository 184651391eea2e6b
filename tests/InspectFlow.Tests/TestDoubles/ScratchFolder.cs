namespace InspectFlow.Tests.TestDoubles;

/// <summary>A folder of the test's own, removed with everything in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inspectflow-test-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
