using System.CommandLine;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Jobs.Sessions;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow report</c>: writes the CSV files, the extremal samples and the page of a run again.</summary>
internal sealed class ReportVerb : Verb
{
    private readonly Option<string?> line = CommonOptions.Line(required: true);

    private readonly Option<string?> run = new("--run")
    {
        Description = "The run, as 'scan' printed it; the line's last scan unless given",
        HelpName = "ID",
    };

    private readonly Option<string?> output = new("--out")
    {
        Description = "The folder to write to; the line's output folder unless given",
        HelpName = "DIR",
    };

    /// <summary>Initializes a new instance of the <see cref="ReportVerb"/> class.</summary>
    public ReportVerb()
        : base("report", "Write the tables and the page of a run")
    {
        Add(line);
        Add(run);
        Add(output);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definition = context.LoadLine(context.Arguments.GetRequiredValue(line)!);
        using var session = LineSession.Open(definition, context.Time);
        var wanted = context.Arguments.GetValue(run);
        var record = wanted is null
            ? session.Store.LastDecidingRun(session.Record.Id, ScanRequest.Scan)
            : session.Store.GetRun(wanted);
        if (record?.CalibrationId is null)
        {
            throw new UsageException(wanted is null
                ? $"line {definition.Name} has no scan to report on; run: inspectflow scan --line {definition.SourceFile}"
                : $"{definition.Database} has no scan {wanted}; the id is what 'scan' prints after 'run'.");
        }

        // Lines may share a database: the run would be told under this one's name and with its folder's pictures.
        if (!string.Equals(record.LineId, session.Record.Id, StringComparison.Ordinal))
        {
            var other = session.Store.ListLines().FirstOrDefault(l => string.Equals(l.Id, record.LineId, StringComparison.Ordinal));
            throw new UsageException($"run {record.Id} is of the line {other?.Name}, and {definition.SourceFile} defines {definition.Name}; give --line that line's definition.");
        }

        // A scan writes to the line's own folder too; of two at once the pages would show each other's pictures.
        var folder = Path.GetFullPath(context.Arguments.GetValue(output) ?? definition.Output);
        using var held = string.Equals(folder, Path.GetFullPath(definition.Output), StringComparison.Ordinal)
            ? LineLock.Acquire(definition, "report", context.Time)
            : null;
        var page = await new ReportRunner(session, new PipelineFactory(definition, context.Time))
            .WriteAsync(record, folder, ReportRunner.In(definition.Source), cancellationToken).ConfigureAwait(false);
        await context.Out.WriteLineAsync($"page         {page}").ConfigureAwait(false);
        return ExitCode.Done;
    }
}
