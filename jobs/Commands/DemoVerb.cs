using System.CommandLine;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Demo;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Training;

namespace InspectFlow.Jobs.Commands;

/// <summary>
/// <c>inspectflow demo</c>: draws machined parts, then does what a plant does with the product's own verbs: train on
/// good parts, calibrate, scan a night, report.
/// </summary>
internal sealed class DemoVerb : Verb
{
    private readonly Option<string> output = new("--out")
    {
        Description = "The folder for pictures, database, tables and pages; an earlier demo in it is replaced",
        HelpName = "DIR",
        DefaultValueFactory = _ => "demo",
    };

    private readonly Option<double> minutes = new("--minutes")
    {
        Description = "Minutes for training and calibration",
        HelpName = "M",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<long> seed = new("--seed")
    {
        Description = "The seed of the parts and of the training",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Initializes a new instance of the <see cref="DemoVerb"/> class.</summary>
    public DemoVerb()
        : base("demo", "See the whole product do its job on drawn parts")
    {
        Add(output);
        Add(minutes);
        Add(seed);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var folder = Path.GetFullPath(context.Arguments.GetRequiredValue(output));
        DemoFolder.Prepare(folder);
        var line = context.WithOptions(DemoLine.Write(
            folder, context.Arguments.GetValue(minutes), context.Arguments.GetValue(seed)));
        DemoFolder.Mark(folder);
        var set = Draw(context, folder, cancellationToken);
        using var held = LineLock.Acquire(line, "demo", context.Time);
        using var session = LineSession.Open(line, context.Time);

        var trained = await TrainAndCalibrate.RunAsync(session, line.Training, activate: true, context, cancellationToken).ConfigureAwait(false);
        trained.Describe(context.Out);
        var report = await ScanAsync(session, context, cancellationToken).ConfigureAwait(false);
        report.Describe(context.Out);
        var explored = await ExploreVerb.RunAsync(session, context, folder: null, cancellationToken).ConfigureAwait(false);
        new DemoSummary(set.Labels, session.Store.ReadScores(report.Scan.Run.Id), trained.Score.Name).Describe(context.Out);
        await context.Out.WriteLineAsync(
            $"""
            database     {line.Database}
            good images  {explored.Page}
            pictures     {set.Folder}
            Look at {report.Page} first. For pictures of your own see "Your own line" in the README: {line.SourceFile} is for drawn parts.
            """).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private DemoSetFiles Draw(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        using var progress = context.Progress("drawing parts", "pictures");
        return new DemoSetWriter(new DemoSetOptions { Seed = context.Arguments.GetValue(seed) }, context.Time).Write(
            Path.Combine(folder, DemoLine.ImageFolder),
            (done, all) => progress.Report(new(done, all)),
            cancellationToken);
    }

    private static async Task<ScanReport> ScanAsync(LineSession session, CommandContext context, CancellationToken cancellationToken)
    {
        using var progress = context.Progress("scanning the night");
        return await ScanAndReport.RunAsync(
            session,
            progress,
            new ScanRequest
            {
                Job = ScanRequest.Scan,
                NominalAt = context.Time.GetUtcNow(),
                Source = new FolderSource(session.Line.RequireSource(), context.Time),
            },
            session.Line.Output,
            ReportRunner.In(session.Line.Source),
            cancellationToken).ConfigureAwait(false);
    }
}
