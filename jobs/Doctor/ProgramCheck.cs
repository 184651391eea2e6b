using System.Reflection;
using System.Runtime.InteropServices;

namespace InspectFlow.Jobs.Doctor;

/// <summary>What is running: the program, its bindings, .NET and the operating system.</summary>
internal static class ProgramCheck
{
    public static IEnumerable<Finding> Run()
    {
        var assembly = typeof(ProgramCheck).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        yield return Finding.Ok("program", $"InspectFlow {version}");
        yield return Finding.Ok("bindings", assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => string.Equals(a.Key, "Bindings", StringComparison.Ordinal))?.Value switch
        {
            "System" => "System (this machine's libtorch and OpenCV)",
            "NuGet" => "NuGet (the published TorchSharp and OpenCvSharp4 packages)",
            var other => other ?? "unknown",
        });
        yield return Finding.Ok(
            "runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
    }
}
