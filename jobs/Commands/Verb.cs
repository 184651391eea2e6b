using System.CommandLine;

namespace InspectFlow.Jobs.Commands;

/// <summary>
/// One verb of the command line. A verb declares its options as members, adds them in its constructor and does its work in
/// <see cref="RunAsync"/>; <see cref="CommandLine"/> turns what it throws into messages and exit codes.
/// </summary>
internal abstract class Verb : Command
{
    /// <summary>Initializes a new instance of the <see cref="Verb"/> class.</summary>
    /// <param name="name">What the user types.</param>
    /// <param name="description">What it does, in a sentence.</param>
    protected Verb(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>Does the work.</summary>
    /// <param name="context">The console and the parsed options.</param>
    /// <param name="cancellationToken">Asks for an orderly stop.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public abstract Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken);
}
