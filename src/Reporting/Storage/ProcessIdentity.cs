using System.ComponentModel;
using System.Diagnostics;

namespace InspectFlow.Reporting.Storage;

/// <summary>One process of one machine. The start time tells it from a later process with the same number.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The process number.</param>
/// <param name="Started">When it started.</param>
public sealed record ProcessIdentity(string Machine, int ProcessId, DateTimeOffset Started)
{
    // Linux tells the start in clock ticks since boot, and the time of boot moves when the clock is set.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(3);

    /// <summary>Gets this process.</summary>
    public static ProcessIdentity Current { get; } = OfThisProcess();

    /// <summary>Gets a value indicating whether the process belongs to this machine.</summary>
    public bool IsLocal => string.Equals(Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Looks whether the process still runs. Only meaningful when <see cref="IsLocal"/>.</summary>
    /// <returns>True when this machine runs it.</returns>
    public bool IsRunning()
    {
        if (this == Current)
        {
            return true;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return !process.HasExited && (Start(process) - Started).Duration() <= StartTolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It exists and belongs to somebody who does not let us look: better to leave its run alone.
            return true;
        }
    }

    private static ProcessIdentity OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessIdentity(Environment.MachineName, process.Id, Start(process));
    }

    private static DateTimeOffset Start(Process process) => new(process.StartTime.ToUniversalTime());
}
