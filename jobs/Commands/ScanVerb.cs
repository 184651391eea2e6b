using System.CommandLine;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow scan</c>: scores and decides the images that are new, and writes the CSV files and page.</summary>
internal sealed class ScanVerb : Verb
{
    private static readonly TimeSpan SameNight = TimeSpan.FromHours(12);

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
        NativeLibraries.LoadAhead();
        var definition = context.LoadLine(context.Arguments.GetRequiredValue(line)!);
        var own = definition.RequireSource();
        var source = context.Arguments.GetValue(folder) is { } named ? own with { Folder = Usable(named, own.Folder) } : own;
        var prefix = PrefixOf(source.Folder, own.Folder);
        using var held = LineLock.Acquire(definition, "scan", context.Time);
        using var session = LineSession.Open(definition, context.Time);
        ScanReport report;
        using (var progress = context.Progress("scanning"))
        {
            report = await ScanAndReport.RunAsync(
                session,
                progress,
                new ScanRequest
                {
                    Job = ScanRequest.Scan,
                    NominalAt = (prefix.Length == 0 ? Unfinished(session) : null) ?? context.Time.GetUtcNow(),
                    Source = new FolderSource(source, context.Time),
                    PathPrefix = prefix,
                    ProcessStart = context.Console.ProcessStart,
                },
                definition.Output,
                ReportRunner.In(own),
                cancellationToken).ConfigureAwait(false);
        }

        report.Describe(context.Out);
        return report.Scan.Run.Unreadable > 0 || report.Scan.Problems.Count > 0 ? ExitCode.DoneWithFailedImages : ExitCode.Done;
    }

    private static string Usable(string named, string own)
    {
        var other = Path.GetFullPath(named);
        if (!Directory.Exists(other))
        {
            throw new UsageException($"{other} does not exist or is no folder; name another one with --folder.");
        }

        // Its files would be there a second time, by other names.
        return Path.GetRelativePath(other, Path.GetFullPath(own)) is "." || IsOutside(Path.GetRelativePath(other, Path.GetFullPath(own)))
            ? other
            : throw new UsageException($"{other} holds the line's own folder {own}; name a folder beside it or within it.");
    }

    private static bool IsOutside(string relative) =>
        relative is ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || Path.IsPathRooted(relative);

    // A file keeps one name in the database, from whichever folder a scan begins, and files of two folders never share one: what lies in the
    // line's own folder is named from there, all else in full, as a path that leads to it.
    private static string PrefixOf(string folder, string own)
    {
        var inside = Path.GetRelativePath(Path.GetFullPath(own), folder);
        return inside is "." ? string.Empty
            : IsOutside(inside) ? Path.TrimEndingDirectorySeparator(folder) + "/"
            : inside.Replace(Path.DirectorySeparatorChar, '/') + "/";
    }

    // A scan that was killed, stopped or failed is gone on with, so that its tables are of the whole night; but not one of
    // another night, nor one that decided by another calibration. Another folder than the line's would complete it without the
    // line's own pictures, and the other way round.
    private static DateTimeOffset? Unfinished(LineSession session) =>
        session.Store.LastDecidingRun(session.Record.Id, ScanRequest.Scan) is { Status: not RunStatus.Completed, Details: ScanRequest.OwnSource } last &&
        session.Time.GetUtcNow() - last.StartedAt < SameNight &&
        string.Equals(last.CalibrationId, session.Store.CurrentActivation(session.Record.Id)?.CalibrationId, StringComparison.Ordinal)
            ? last.NominalAt
            : null;
}
