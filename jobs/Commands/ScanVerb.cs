using System.CommandLine;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Jobs.Sessions;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow scan</c>: scores and decides the images that are new, and writes the CSV files and page.</summary>
internal sealed class ScanVerb : Verb
{
    private readonly Option<string?> line = CommonOptions.Line(required: true);

    private readonly Option<string?> folder = new("--folder")
    {
        Description = "Scan this folder in place of the line's own",
        HelpName = "DIR",
    };

    /// <summary>Initializes a new instance of the <see cref="ScanVerb"/> class.</summary>
    public ScanVerb()
        : base("scan", "Score and decide the images that are new")
    {
        Add(line);
        Add(folder);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definition = context.LoadLine(context.Arguments.GetRequiredValue(line)!);
        var source = definition.RequireSource();
        if (context.Arguments.GetValue(folder) is { } other)
        {
            source = source with { Folder = Path.GetFullPath(other) };
        }

        using var held = LineLock.Acquire(definition, "scan", context.Time);
        using var session = LineSession.Open(definition, context.Time);
        using var progress = context.Progress("scanning");
        var request = new ScanRequest
        {
            Job = ScanRequest.Scan,
            NominalAt = context.Time.GetUtcNow(),
            Source = new FolderSource(source, context.Time),
        };
        var runner = new ScanRunner(session, new PipelineFactory(definition, context.Time), progress);
        var outcome = await ScanAndReport.RunAsync(session, runner, request, definition.Output, cancellationToken).ConfigureAwait(false);
        progress.Dispose();
        outcome.Describe(context.Out);
        return outcome.Scan.Run.Unreadable > 0 || outcome.Scan.Problems.Count > 0 ? ExitCode.DoneWithFailedImages : ExitCode.Done;
    }
}
