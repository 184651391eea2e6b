using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Training;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>
/// Measures the product on a labelled data set in the MVTec AD layout, by the product's own steps: it trains and
/// calibrates on train/good alone, scans test/ and compares with the labels, which nothing before has seen.
/// </summary>
internal sealed class EvaluationRunner(CommandContext context)
{
    /// <summary>The file that holds the figures.</summary>
    public const string MetricsFile = "metrics.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Runs the evaluation.</summary>
    /// <param name="line">The line: its good images are train/good, its source is test/.</param>
    /// <param name="dataset">The data set's folder, for the record.</param>
    /// <param name="options">How to train.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from there.</param>
    public async Task<EvaluationMetrics> RunAsync(
        LineDefinition line, string dataset, TrainingOptions options, CancellationToken cancellationToken)
    {
        using var session = LineSession.Open(line, context.Time);
        var trained = await TrainAndCalibrate.RunAsync(session, options, activate: true, context, cancellationToken).ConfigureAwait(false);
        trained.Describe(context.Out);
        var audit = await LikelihoodAudit.MeasureAsync(trained.Model, line.Threads, options.Seed, cancellationToken).ConfigureAwait(false);

        ScanReport report;
        using (var progress = context.Progress("scoring test images"))
        {
            report = await ScanAndReport.RunAsync(
                session,
                progress,
                new ScanRequest
                {
                    Job = "evaluate",
                    NominalAt = context.Time.GetUtcNow(),
                    Source = new FolderSource(line.RequireSource(), context.Time),
                },
                line.Output,
                ReportRunner.In(line.Source),
                cancellationToken).ConfigureAwait(false);
        }

        report.Describe(context.Out);
        var metrics = Measure(session, line, dataset, options, trained, audit, report);
        await File.WriteAllTextAsync(
            Path.Combine(line.Output, MetricsFile), JsonSerializer.Serialize(metrics, Json), cancellationToken).ConfigureAwait(false);
        return metrics;
    }

    private static EvaluationMetrics Measure(
        LineSession session,
        LineDefinition line,
        string dataset,
        TrainingOptions options,
        TrainAndCalibrateResult trained,
        LikelihoodAudit audit,
        ScanReport report)
    {
        var scores = new LabelledScores(session.Store.ReadScores(report.Scan.Run.Id));
        var references = session.Store.GetReferenceScores(trained.Calibration.Record.Id);
        var hasMap = trained.Model.Bundle.Metadata.Architecture.HasMap;
        var byScore = ScoreNames.All.Where(score => hasMap || !ScoreNames.NeedsMap(score)).ToDictionary(
            score => score,
            score => MetricsCalculator.Of(
                scores,
                score,
                Calibrator.Calibrate(
                    new ReferenceScores(references.Select(r => r.Value(score) ?? double.NaN)), line.Calibration.Percentiles)),
            StringComparer.Ordinal);
        var deciding = byScore[line.DecidingScore];
        var split = trained.Model.Split;
        return new()
        {
            Dataset = dataset,
            Family = line.Model.Family,
            Score = line.DecidingScore,
            ImageAuroc = deciding.ImageAuroc,
            ImageAurocPerDefect = deciding.ImageAurocPerDefect,
            FalseAlarmRate = deciding.FalseAlarmRate,
            DetectionRate = deciding.DetectionRate,
            ByScore = byScore,
            BitsPerDim = audit.Flow,
            GaussianBitsPerDim = audit.Gaussian,
            TrainSeconds = trained.Model.Summary.Seconds,
            ImagesPerSecond = report.Scan.Timings?.ImagesPerSecond ?? 0,
            Images = new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["fit"] = split.Fit.Count,
                ["select"] = split.Select.Count,
                ["calibrate"] = split.Calibrate.Count,
                ["test_good"] = scores.Count(LabelledScores.Good),
                ["test_defective"] = scores.Defects.Sum(scores.Count),
                ["unreadable"] = (int)report.Scan.Run.Unreadable,
            },
            ModelSha256 = trained.Model.Record.Sha256,
            Seed = options.Seed,
        };
    }
}
