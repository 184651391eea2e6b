using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Doctor;

/// <summary>Looks at one part of the installation after another; one that cannot even be looked at is a finding, not an end.</summary>
internal static class Examination
{
    /// <summary>Looks at everything.</summary>
    /// <param name="line">The line to look at as well, as training would settle it (<see cref="SettledLine"/>), or null.</param>
    /// <param name="device">The device's name, as a line definition has it.</param>
    /// <param name="threads">The number of threads; 0 for one a core.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The findings, one after another.</returns>
    public static IEnumerable<Finding> Run(LineDefinition? line, string device, int threads, TimeProvider time)
    {
        (string Subject, Func<IEnumerable<Finding>> Look)[] parts =
        [
            ("program", ProgramCheck.Run),
            ("processor", () => MachineCheck.Run(threads)),
            ("OpenCV", OpenCvCheck.Run),
            ("torch", () => TorchCheck.Run(device)),
            ("line", () => line is null ? [] : LineCheck.Run(line)),
            ("training", () => line is null ? [] : TrainingCheck.Run(line, time)),
            ("storage", () => line is null ? [] : StorageCheck.Run(line, time)),
        ];
        return parts.SelectMany(part => Guarded(part.Subject, part.Look));
    }

    private static List<Finding> Guarded(string subject, Func<IEnumerable<Finding>> look)
    {
        var findings = new List<Finding>();
        try
        {
            findings.AddRange(look());
        }
        catch (Exception e) when (NativeFault(e) is { } fault)
        {
            findings.Add(Finding.Fail(
                subject,
                $"its native library cannot be loaded: {fault.Message}",
                "Install the native libraries that the README names for the bindings in use, and build again."));
        }
        catch (Exception e)
        {
            findings.Add(Finding.Fail(subject, $"{e.GetType().Name}: {e.Message}", "Run with --verbose on the failing command for where it arises."));
        }

        return findings;
    }

    private static Exception? NativeFault(Exception e) => e switch
    {
        DllNotFoundException or BadImageFormatException or EntryPointNotFoundException => e,
        TypeInitializationException { InnerException: { } inner } => NativeFault(inner) ?? inner,
        _ => null,
    };
}
