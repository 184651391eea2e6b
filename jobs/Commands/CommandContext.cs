using System.CommandLine;
using InspectFlow.Jobs.Console;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Commands;

/// <summary>What every verb works with: its console and the options that all verbs share.</summary>
/// <param name="Console">Where to write, and the clock.</param>
/// <param name="Arguments">The command line as parsed.</param>
public sealed record CommandContext(CommandConsole Console, ParseResult Arguments)
{
    /// <summary>Gets where results go.</summary>
    public TextWriter Out => Console.Out;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time => Console.Time;

    /// <summary>Gets the device named on the command line, or null.</summary>
    public string? Device => Arguments.GetValue(CommonOptions.Device);

    /// <summary>Gets the number of threads named on the command line, or null; 0 for one a core.</summary>
    public int? Threads => Arguments.GetValue(CommonOptions.Threads);

    /// <summary>Gets a value indicating whether details, such as the stack of an error, are wanted.</summary>
    public bool Verbose => Arguments.GetValue(CommonOptions.Verbose);

    /// <summary>Reads a line definition; the device and threads named on the command line take the place of its own.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="LineDefinitionException">The file cannot be read.</exception>
    /// <exception cref="OptionsException">The definition has faults.</exception>
    public LineDefinition LoadLine(string path) => WithOptions(LineDefinition.Load(path));

    /// <summary>Reads several line definitions as <see cref="LoadLine"/> does; the faults of all files are told at once.</summary>
    /// <param name="paths">The files.</param>
    /// <returns>The definitions.</returns>
    /// <exception cref="LineDefinitionException">One file cannot be read.</exception>
    /// <exception cref="OptionsException">One definition has faults.</exception>
    /// <exception cref="UsageException">Several files have either.</exception>
    public IReadOnlyList<LineDefinition> LoadLines(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var definitions = new List<LineDefinition>();
        var faults = new List<InspectFlowException>();
        foreach (var path in paths)
        {
            try
            {
                definitions.Add(LoadLine(path));
            }
            catch (Exception e) when (e is LineDefinitionException or OptionsException)
            {
                faults.Add((InspectFlowException)e);
            }
        }

        return faults.Count switch
        {
            0 => definitions,
            1 => throw faults[0],
            _ => throw new UsageException(string.Join(Environment.NewLine, faults.Select(f => f.Message))),
        };
    }

    /// <summary>Gives a definition with the device and threads named on the command line in place of its own.</summary>
    /// <param name="line">The definition.</param>
    /// <returns>The changed definition.</returns>
    public LineDefinition WithOptions(LineDefinition line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line with { Device = Device ?? line.Device, Threads = Threads ?? line.Threads };
    }

    /// <summary>Begins to show the progress of a piece of work on the error stream.</summary>
    /// <param name="activity">What is done, for example <c>scanning</c>.</param>
    /// <param name="unit">What is counted.</param>
    /// <returns>The progress; dispose it when the work ends.</returns>
    public ConsoleProgress Progress(string activity, string unit = "images") =>
        new(Console.Error, Console.ErrorIsTerminal, Time, activity, unit);
}
