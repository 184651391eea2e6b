using System.Diagnostics;

namespace InspectFlow.Jobs.Commands;

/// <summary>Where a command writes and reads the time: the process's own streams and clock, or a test's.</summary>
/// <param name="Out">Receives results.</param>
/// <param name="Error">Receives progress and errors.</param>
/// <param name="ErrorIsTerminal">Whether a person watches <paramref name="Error"/>.</param>
/// <param name="Time">The clock.</param>
public sealed record CommandConsole(TextWriter Out, TextWriter Error, bool ErrorIsTerminal, TimeProvider Time)
{
    /// <summary>Gets the instant at which the process began, or null where a command is one of many that it runs.</summary>
    public DateTimeOffset? ProcessStart { get; init; }

    /// <summary>Gives the process's own streams and clock.</summary>
    /// <returns>The console.</returns>
    public static CommandConsole OfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new(System.Console.Out, System.Console.Error, !System.Console.IsErrorRedirected, TimeProvider.System)
        {
            ProcessStart = new DateTimeOffset(process.StartTime),
        };
    }
}
