using System.Diagnostics;
using System.Runtime.CompilerServices;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model;

/// <summary>The reference programs of tests/pytorch, which share no code with ours.</summary>
internal static class PyTorch
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> HasTorch = new(() => File.Exists(Python) && Start("-c", "import torch").ExitCode == 0);

    /// <summary>Skips the test where there is no PyTorch.</summary>
    public static void SkipWhereMissing() =>
        Skip.IfNot(HasTorch.Value, $"{Python} with the module torch is not installed (Debian: python3-torch).");

    /// <summary>Runs a program and gives what it printed.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var (exitCode, output, error) = Start([Script(script), .. arguments]);
        exitCode.ShouldBe(0, error);
        return output;
    }

    private static (int ExitCode, string Output, string Error) Start(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static string Script(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "pytorch", name);
}
