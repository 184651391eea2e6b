using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Commands;

/// <summary>Parses a command line, runs its verb and turns how that ended into an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line of the process: Ctrl-C and termination signals ask the verb to stop; a second one ends the process.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="verbs">The verbs.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunProcessAsync(string[] args, IEnumerable<Verb> verbs)
    {
        using var stop = new CancellationTokenSource();
        void OnSignal(PosixSignalContext context)
        {
            if (!stop.IsCancellationRequested)
            {
                context.Cancel = true;
                stop.Cancel();
            }
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        return await RunAsync(args, verbs, CommandConsole.OfProcess(), stop.Token).ConfigureAwait(false);
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="verbs">The verbs.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="cancellationToken">Asks the verb to stop.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] args, IEnumerable<Verb> verbs, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(verbs);
        ArgumentNullException.ThrowIfNull(console);
        var root = new RootCommand("InspectFlow finds defective parts in pictures, having seen only good ones.");
        foreach (var option in new Option[] { CommonOptions.Device, CommonOptions.Threads, CommonOptions.Verbose })
        {
            root.Add(option);
        }

        foreach (var verb in verbs)
        {
            verb.SetAction((parsed, token) => RunVerbAsync(verb, new(console, parsed), token));
            root.Add(verb);
        }

        var result = root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Action is ParseErrorAction)
        {
            return ReportUsage(result, console);
        }

        // Signals are ours; so are exceptions.
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = console.Out,
            Error = console.Error,
        };
        var code = await result.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        return args.Length == 0 ? ExitCode.Usage : code;
    }

    private static int ReportUsage(ParseResult result, CommandConsole console)
    {
        foreach (var error in result.Errors)
        {
            console.Error.WriteLine(error.Message);
        }

        var verb = result.CommandResult.Command is Verb named ? $" {named.Name}" : string.Empty;
        console.Error.WriteLine($"'inspectflow{verb} --help' tells more.");
        return ExitCode.Usage;
    }

    private static async Task<int> RunVerbAsync(Verb verb, CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await verb.RunAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await context.Console.Error.WriteLineAsync("Stopped. The same command goes on from here.").ConfigureAwait(false);
            return ExitCode.Stopped;
        }
        catch (InspectFlowException e)
        {
            await context.Console.Error.WriteLineAsync(context.Verbose ? e.ToString() : e.Message).ConfigureAwait(false);
            return e is OptionsException or LineDefinitionException or UsageException ? ExitCode.Usage : ExitCode.Failed;
        }
        catch (Exception e)
        {
            await context.Console.Error.WriteLineAsync($"{e.Message}\nThis is a defect of InspectFlow; please report it with what follows.\n{e}")
                .ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }
}
