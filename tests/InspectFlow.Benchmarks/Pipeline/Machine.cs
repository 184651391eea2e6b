using System.Runtime.InteropServices;
using InspectFlow.Jobs.Training;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>What the figures were taken on.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">The cores.</param>
/// <param name="HasBf16">Whether the processor calculates in bfloat16.</param>
/// <param name="System">The operating system.</param>
/// <param name="Versions">The product's and its libraries' versions.</param>
internal sealed record Machine(string Processor, int Cores, bool HasBf16, string System, IReadOnlyDictionary<string, string> Versions)
{
    private static readonly string[] Bf16Flags = ["avx512_bf16", "amx_bf16", "avx_ne_convert", "bf16"];

    /// <summary>Looks at this machine.</summary>
    /// <param name="plainVersion">The version of plain PyTorch.</param>
    public static Machine Here(string plainVersion) => new(
        Field("model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        (Field("flags") ?? Field("Features") ?? string.Empty).Split(' ').Intersect(Bf16Flags, StringComparer.Ordinal).Any(),
        RuntimeInformation.OSDescription,
        new Dictionary<string, string>(LibraryVersions.All(), StringComparer.Ordinal) { ["plain PyTorch"] = plainVersion });

    private static string? Field(string name) => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
