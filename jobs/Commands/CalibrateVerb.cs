using System.CommandLine;
using System.Globalization;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Training;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Commands;

/// <summary>
/// <c>inspectflow calibrate</c>: sets new thresholds, from stored scores or from images, or moves calibrations between
/// databases as JSON.
/// </summary>
internal sealed class CalibrateVerb : Verb
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    private readonly Option<string?> line = CommonOptions.Line(required: true);

    private readonly Option<double?> review = new("--review")
    {
        Description = "Percentile of the review threshold; refused when the images do not support it",
        HelpName = "P",
    };

    private readonly Option<double?> reject = new("--reject")
    {
        Description = "Percentile of the reject threshold; refused when the images do not support it",
        HelpName = "P",
    };

    private readonly Option<string?> score = new("--score")
    {
        Description = $"The score that decides: {string.Join(", ", ScoreNames.All)}",
        HelpName = "NAME",
    };

    private readonly Option<bool> images = new("--images")
    {
        Description = "Score the line's calibration images again, and good images that have come since; without it the stored scores are used",
    };

    private readonly Option<bool> activate = new("--activate")
    {
        Description = "Put the calibration in force",
    };

    private readonly Option<string?> export = new("--export")
    {
        Description = "Write the calibration in force to this JSON file, and change nothing",
        HelpName = "FILE",
    };

    private readonly Option<string?> import = new("--import")
    {
        Description = "Take over a calibration that --export wrote; it must be of the model in force",
        HelpName = "FILE",
    };

    /// <summary>Initializes a new instance of the <see cref="CalibrateVerb"/> class.</summary>
    public CalibrateVerb()
        : base("calibrate", "Set new thresholds without training")
    {
        score.AcceptOnlyFromAmong([.. ScoreNames.All]);
        Add(line);
        Add(review);
        Add(reject);
        Add(score);
        Add(images);
        Add(activate);
        Add(export);
        Add(import);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var arguments = context.Arguments;
        Check(arguments);
        var definition = context.LoadLine(arguments.GetRequiredValue(line)!);
        using var held = LineLock.Acquire(definition, "calibrate", context.Time);
        using var session = LineSession.Open(definition, context.Time);
        var inForce = InForce.Load(session);
        if (arguments.GetValue(export) is { } target)
        {
            CalibrationExchange.Export(inForce, target);
            await context.Out.WriteLineAsync($"calibration  {Path.GetFullPath(target)}").ConfigureAwait(false);
            return ExitCode.Done;
        }

        var runner = new CalibrationRunner(session, new PipelineFactory(definition, context.Time));
        var decidingScore = arguments.GetValue(score) is { } named
            ? new DecidingScore(named, "named on the command line")
            : DecidingScore.Of(definition, inForce.Model);
        var request = new CalibrationRequest
        {
            Score = decidingScore.Name,
            Percentiles = new CalibrationOptions
            {
                Review = arguments.GetValue(review) ?? definition.Calibration.Percentiles.Review,
                Reject = arguments.GetValue(reject) ?? definition.Calibration.Percentiles.Reject,
            },
            Activate = arguments.GetValue(activate),
            By = "calibrate",
        };
        OptionsValidator.Validate(request.Percentiles, "the command line");
        var result = arguments.GetValue(import) is { } file
            ? CalibrationExchange.Import(session, inForce, file, request)
            : arguments.GetValue(images)
                ? await runner.FromGoodImagesAsync(inForce, request, cancellationToken).ConfigureAwait(false)
                : runner.FromStored(inForce.Calibration, request);
        GoodGallery.Complete(session, inForce.Model, inForce.Bundle, cancellationToken);
        if (string.Equals(result.Record.Score, decidingScore.Name, StringComparison.Ordinal))
        {
            await context.Out.WriteLineAsync($"score        {decidingScore}").ConfigureAwait(false);
        }

        result.Describe(context.Out, definition.SourceFile);
        DescribeLastMonth(session, inForce.Calibration, result.Record, context.Out);
        return result.Failed.Count > 0 ? ExitCode.DoneWithFailedImages : ExitCode.Done;
    }

    // What would be passed over in silence: a person would take the thresholds for those asked for.
    private void Check(ParseResult arguments)
    {
        var (alone, does) = arguments.GetValue(export) is not null ? ("--export", "writes the calibration in force as it is")
            : arguments.GetValue(import) is not null ? ("--import", "takes a calibration over as the file has it")
            : (null, null);
        var isExport = alone is "--export";
        (string Name, bool IsGiven)[] others =
        [
            (review.Name, arguments.GetValue(review) is not null),
            (reject.Name, arguments.GetValue(reject) is not null),
            (score.Name, arguments.GetValue(score) is not null),
            (images.Name, arguments.GetValue(images)),
            (import.Name, isExport && arguments.GetValue(import) is not null),
            (activate.Name, isExport && arguments.GetValue(activate)),
        ];
        string[] tooMany = [.. others.Where(o => o.IsGiven).Select(o => o.Name)];
        if (alone is not null && tooMany.Length > 0)
        {
            throw new UsageException($"{alone} {does}; leave out {string.Join(" and ", tooMany)}, or give a command of its own for that.");
        }
    }

    // What the new threshold would have done is what a person wants to know before putting it in force.
    private static void DescribeLastMonth(LineSession session, CalibrationRecord before, CalibrationRecord after, TextWriter output)
    {
        var now = session.Time.GetUtcNow();
        var isComparable = string.Equals(before.Score, after.Score, StringComparison.Ordinal);
        var (decided, above) = session.Store.CountAbove(
            after.Id, [after.Calibration.Review.Value, before.Calibration.Review.Value], ScanRequest.Scan, now - LookBack, now.AddDays(1));
        if (decided > 0 && isComparable)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"last month   of {decided} images {above[0]} would have been flagged; the calibration in force before flags {above[1]}"));
        }
    }
}
