using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Training;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;
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
    /// <param name="dataset">The data set's folder.</param>
    /// <param name="options">How to train.</param>
    /// <param name="pictures">How many found and how many missed defects to draw for people; 0 for none.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from there.</param>
    /// <exception cref="GroundTruthException">Some masks contradict their pictures; nothing was begun.</exception>
    public async Task<EvaluationMetrics> RunAsync(
        LineDefinition line, string dataset, TrainingOptions options, int pictures, CancellationToken cancellationToken)
    {
        using var session = LineSession.Open(line, context.Time);
        var source = new FolderSource(line.RequireSource(), context.Time);
        var decoder = new ImageDecoder(line.Decoding);
        List<SourceFile> files = [.. source.List(_ => { }, cancellationToken)];
        RequireKinds(line.RequireSource().Folder, files);
        var truth = GroundTruth.Open(dataset, files, decoder, cancellationToken);
        var trained = await TrainAndCalibrate.RunAsync(session, options, activate: true, context, cancellationToken).ConfigureAwait(false);
        trained.Describe(context.Out);
        line = trained.Line;
        var audit = trained.Model.Bundle.Metadata.Architecture.Features is null
            ? await LikelihoodAudit.MeasureAsync(trained.Model, line.Threads, options.Seed, cancellationToken).ConfigureAwait(false)
            : null;

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
                    Source = source,
                },
                line.Output,
                ReportRunner.In(line.Source),
                cancellationToken).ConfigureAwait(false);
        }

        report.Describe(context.Out);
        var rows = session.Store.ReadScores(report.Scan.Run.Id).ToList();
        var maps = new MapEvaluation(new PipelineFactory(line, context.Time), trained.Model.Bundle, line.Scan.BatchSize);
        var drawn = pictures > 0 ? Draw(line, rows, pictures, truth, decoder, trained) : null;
        var hasMap = trained.Model.Bundle.Metadata.Architecture.HasMap;
        var measured = hasMap ? truth : null;
        if (measured is not null || drawn is not null)
        {
            using var progress = context.Progress("measuring maps");
            var paths = rows.Select(r => r.Path).ToHashSet(StringComparer.Ordinal);
            await maps.RunAsync(
                [.. source.List(_ => { }, cancellationToken)
                    .Where(f => paths.Contains(f.RelativePath) && (measured is not null || drawn!.Has(f.RelativePath)))],
                measured,
                image => drawn?.Write(image),
                progress,
                cancellationToken).ConfigureAwait(false);
        }

        var metrics = Measure(session, line, dataset, options, trained, audit, report, new(rows), maps) with
        {
            GroundTruth = truth is null ? null : new(maps.Measured, truth.WithoutMask, truth.EmptyMasks),
        };
        await File.WriteAllTextAsync(
            Path.Combine(line.Output, MetricsFile), JsonSerializer.Serialize(metrics, Json), cancellationToken).ConfigureAwait(false);
        if (drawn is not null)
        {
            await context.Out.WriteLineAsync($"pictures     {drawn.Found} found and {drawn.Missed} missed defects in {drawn.Folder}").ConfigureAwait(false);
        }

        return metrics;
    }

    // Before anything long begins: what kind a picture shows is the name of its folder.
    private static void RequireKinds(string folder, List<SourceFile> files)
    {
        if (files.Count == 0)
        {
            throw new UsageException($"{folder} has no pictures to measure on; they belong into test/good and test/KIND, as MVTec AD has them.");
        }

        var loose = files.Where(f => !f.RelativePath.Contains('/', StringComparison.Ordinal)).ToList();
        if (loose.Count > 0)
        {
            throw new UsageException(
                $"{loose.Count} pictures lie in {folder} itself, for example {loose[0].Path}; move them into its folders, good or the kind of their defect.");
        }
    }

    private static DefectPictures Draw(
        LineDefinition line, List<InspectionRow> rows, int count, GroundTruth? truth, ImageDecoder decoder, TrainAndCalibrateResult trained)
    {
        var calibration = trained.Calibration.Record;
        var scale = JsonSerializer.Deserialize<CalibrationDetails>(calibration.Details, LineJson.Options)!.ScaleOf(calibration.Score);
        var bundle = trained.Model.Bundle;
        var title = calibration.Score is ScoreNames.Joint ? "local part of the joint score"
            : bundle.Metadata.References.ContainsKey(ImageScorer.LocalTypicalityName)
                ? "departure from good, deviations"
                : line.Model is { Family: FlowArchitecture.Feature, MapFlow: true } ? "local NLL, spreads of good" : "local NLL, nats a pixel";
        return new(line.Output, rows, count, truth, decoder, BundlePreprocessing.Of(bundle), calibration, scale, title);
    }

    private static EvaluationMetrics Measure(
        LineSession session,
        LineDefinition line,
        string dataset,
        TrainingOptions options,
        TrainAndCalibrateResult trained,
        LikelihoodAudit? audit,
        ScanReport report,
        LabelledScores scores,
        MapEvaluation maps)
    {
        var references = session.Store.GetReferenceScores(trained.Calibration.Record.Id);
        var byScore = ScoreNames.All.Where(score => references.All(r => r.Value(score) is { } value && double.IsFinite(value))).ToDictionary(
            score => score,
            score => MetricsCalculator.Of(
                scores,
                score,
                Calibrator.Calibrate(
                    new ReferenceScores(references.Select(r => r.Value(score)!.Value)), line.Calibration.Percentiles),
                maps.Of(score)),
            StringComparer.Ordinal);
        var deciding = byScore[trained.Score.Name];

        // Where the deciding score has no map, the flow's own one tells where.
        var located = deciding.PixelAuroc is null ? byScore.GetValueOrDefault(ScoreNames.Nll, deciding) : deciding;
        var split = trained.Model.Split;
        return new()
        {
            Dataset = dataset,
            Family = line.Model.Family,
            Compared = trained.Model.Choice,
            Score = trained.Score.Name,
            ScoreReason = trained.Score.Reason,
            ImageAuroc = deciding.ImageAuroc,
            ImageAurocPerDefect = deciding.ImageAurocPerDefect,
            PixelAuroc = located.PixelAuroc,
            Aupro = located.Aupro,
            PixelError = located.PixelError,
            FalseAlarmRate = deciding.FalseAlarmRate,
            DetectionRate = deciding.DetectionRate,
            Scores = byScore,
            BitsPerDim = audit?.Flow,
            GaussianBitsPerDim = audit?.Gaussian,
            TrainSeconds = trained.Model.Summary.Seconds,
            ImagesPerSecond = report.Scan.Timings?.ImagesPerSecond ?? 0,
            Images = new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["fit"] = split.Fit.Count,
                ["select"] = split.Select.Count,
                ["calibrate"] = references.Count,
                ["test_good"] = scores.Count(LabelledScores.Good),
                ["test_defective"] = scores.Defects.Sum(scores.Count),
                ["unreadable"] = (int)report.Scan.Run.Unreadable,
            },
            ModelSha256 = trained.Model.Record.Sha256,
            Seed = options.Seed,
        };
    }
}
