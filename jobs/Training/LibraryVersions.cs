using OpenCvSharp;

namespace InspectFlow.Jobs.Training;

/// <summary>The versions of what makes a model, for its bundle.</summary>
internal static class LibraryVersions
{
    /// <summary>Gives the versions by name.</summary>
    public static IReadOnlyDictionary<string, string> All() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["inspectflow"] = typeof(LibraryVersions).Assembly.GetName().Version!.ToString(3),
        ["dotnet"] = Environment.Version.ToString(),
        ["torch"] = TorchSharp.torch.__version__,
        ["opencv"] = Cv2.GetVersionString() ?? "unknown",
    };
}
