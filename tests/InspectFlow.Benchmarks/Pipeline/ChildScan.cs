using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>A scan by the program itself, in a process of its own.</summary>
/// <param name="Images">The pictures scanned.</param>
/// <param name="Timings">Where the time went, as the program stored it.</param>
/// <param name="PeakMiB">The largest resident set of its process, in MiB.</param>
internal sealed record ChildScan(int Images, PipelineTimings Timings, double PeakMiB)
{
    // The one that people start, where "run" made one.
    private static readonly string Program = Environment.GetEnvironmentVariable("INSPECTFLOW_PROGRAM") ??
        Path.Combine(AppContext.BaseDirectory, "inspectflow.dll");

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs <c>inspectflow scan</c>.</summary>
    /// <param name="line">The line's definition.</param>
    public static async Task<ChildScan> RunAsync(string line)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "scan", "--line", line])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        double peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakMiBOf(process.Id));
            await Task.Delay(BetweenLooks).ConfigureAwait(false);
        }

        var said = await output.ConfigureAwait(false) + await error.ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The scan ended with exit code {process.ExitCode}: {said}");
        }

        using var session = LineSession.Open(LineDefinition.Load(line), TimeProvider.System);
        var run = session.Store.LastDecidingRun(session.Record.Id, ScanRequest.Scan)!;
        return new((int)run.Decided, JsonSerializer.Deserialize<PipelineTimings>(run.Timings!, LineJson.Options)!, peak);
    }

    // The kernel keeps the peak until the process is gone; one that has just ended has no such line.
    private static double PeakMiBOf(int process)
    {
        const string name = "VmHWM:";
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(name.Length, line.Length - name.Length - " kB".Length).Trim(), CultureInfo.InvariantCulture) / 1024.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
