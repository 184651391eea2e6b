using System.CommandLine;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Training;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow explore</c>: scores the line's good images and shows their extremal samples.</summary>
internal sealed class ExploreVerb : Verb
{
    // Apart from every path of the line's own source, where an '@' folder would be unusual but harmless.
    private const string Prefix = "@good-images/";

    private readonly Option<string?> line = CommonOptions.Line(required: true);

    private readonly Option<string?> output = new("--out")
    {
        Description = "The folder to write to; 'good-images' in the line's output folder unless given",
        HelpName = "DIR",
    };

    /// <summary>Initializes a new instance of the <see cref="ExploreVerb"/> class.</summary>
    public ExploreVerb()
        : base("explore", "Show the extremal samples of the good images a model learned from")
    {
        Add(line);
        Add(output);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definition = context.LoadLine(context.Arguments.GetRequiredValue(line)!);
        using var held = LineLock.Acquire(definition, "explore", context.Time);
        using var session = LineSession.Open(definition, context.Time);
        var report = await RunAsync(session, context, context.Arguments.GetValue(output), cancellationToken).ConfigureAwait(false);
        report.Describe(context.Out);
        return report.Scan.Run.Unreadable > 0 ? ExitCode.DoneWithFailedImages : ExitCode.Done;
    }

    /// <summary>Scores the good images with what is in force and writes their report.</summary>
    public static async Task<ScanReport> RunAsync(
        LineSession session, CommandContext context, string? folder, CancellationToken cancellationToken)
    {
        var source = new TrainingSource(session.Line, session.Time);
        var files = source.List(_ => { }, cancellationToken).ToDictionary(f => Prefix + f.RelativePath, f => f.Path, StringComparer.Ordinal);
        using var progress = context.Progress("scoring good images");
        return await ScanAndReport.RunAsync(
            session,
            progress,
            new ScanRequest
            {
                Job = ScanRequest.Explore,
                NominalAt = session.Time.GetUtcNow(),
                Source = source,
                PathPrefix = Prefix,
            },
            Path.GetFullPath(folder ?? Path.Combine(session.Line.Output, "good-images")),
            files.GetValueOrDefault,
            cancellationToken).ConfigureAwait(false);
    }
}
