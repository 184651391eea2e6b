using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>Sets thresholds from the scores of good images that training never saw.</summary>
internal sealed class CalibrationRunner(LineSession session, PipelineFactory pipelines)
{
    /// <summary>Where a calibration's scores come from when its images were scored for it.</summary>
    public const string HeldOut = "held-out";

    /// <summary>Where they come from when another calibration's were used again.</summary>
    public const string Stored = "stored";

    /// <summary>Scores images and calibrates on them.</summary>
    /// <param name="model">The model as stored.</param>
    /// <param name="bundle">The model's file.</param>
    /// <param name="files">Good images that are in neither *fit* nor *select*.</param>
    /// <param name="request">What the calibration is to be.</param>
    /// <param name="cancellationToken">Stops between two batches; nothing is stored then.</param>
    /// <returns>The calibration as stored.</returns>
    /// <exception cref="CalibrationException">The images are too few, or their scores not finite.</exception>
    public async Task<CalibrationResult> FromImagesAsync(
        ModelRecord model,
        ModelBundle bundle,
        IReadOnlyList<SourceFile> files,
        CalibrationRequest request,
        CancellationToken cancellationToken)
    {
        var references = new List<ReferenceScore>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var failed = new List<string>();
        var maps = new MapScaleSampler();
        using var pipeline = pipelines.Open(bundle, session.Line.Scan.BatchSize);
        await pipeline.RunAsync(
            files,
            isKnown: _ => false,
            images =>
            {
                foreach (var image in images)
                {
                    if (image.Scores is null)
                    {
                        failed.Add($"{image.Item.File.Path}: {image.Item.Reason}");
                    }
                    else if (seen.Add(image.Item.ContentHash!))
                    {
                        references.Add(ToReference(image));
                        maps.Add(image.Map!.Values);
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
        var details = JsonSerializer.Serialize(new CalibrationDetails(maps.ToScale()), LineJson.Options);
        return Store(
            model,
            new ReferenceScores(references.Select(r => r.Value(request.Score) ?? double.NaN)),
            references,
            request,
            HeldOut,
            details,
            failed);
    }

    /// <summary>Calibrates on the scores that another calibration of the model left behind; needs no images.</summary>
    /// <param name="source">The calibration whose reference scores are used.</param>
    /// <param name="request">What the calibration is to be.</param>
    /// <returns>The calibration as stored.</returns>
    /// <exception cref="CalibrationException">The sample does not support a percentile asked for.</exception>
    public CalibrationResult FromStored(CalibrationRecord source, CalibrationRequest request)
    {
        var references = session.Store.GetReferenceScores(source.Id);

        // An imported calibration brings the scores by which it decides and no others.
        var scores = references.Count > 0
            ? references.Select(r => r.Value(request.Score) ?? double.NaN)
            : string.Equals(source.Score, request.Score, StringComparison.Ordinal)
                ? source.Calibration.Reference.Sorted
                : throw new CalibrationException(
                    $"calibration {source.Id} was imported and has scores of {source.Score} only; calibrate by {request.Score} with --images.", 0);
        return Store(session.Store.GetModel(source.ModelId)!, new ReferenceScores(scores), references, request, Stored, source.Details, []);
    }

    private CalibrationResult Store(
        ModelRecord model,
        ReferenceScores scores,
        IReadOnlyList<ReferenceScore> references,
        CalibrationRequest request,
        string source,
        string details,
        List<string> failed)
    {
        var calibration = Calibrator.Calibrate(scores, request.Percentiles);
        var record = session.Store.AddCalibration(
            new NewCalibration
            {
                LineId = session.Record.Id,
                ModelId = model.Id,
                Score = request.Score,
                Precision = pipelines.Precision,
                Source = source,
                Calibration = calibration,
                Details = details,
            },
            [.. references]);
        if (request.Activate)
        {
            session.Store.Activate(session.Record.Id, model.Id, record.Id, request.By);
        }

        return new(record, request.Activate, failed);
    }

    private static ReferenceScore ToReference(ScoredImage image) => new()
    {
        ContentHash = image.Item.ContentHash!,
        Path = image.Item.File.Path,
        Nll = image.Scores!.Nll,
        BitsPerDim = image.Scores.BitsPerDim,
        LastScaleNll = image.Scores.LastScaleNll,
        Peak = image.Scores.Peak,
        Typicality = image.Scores.Typicality,
        Complexity = image.Scores.Complexity,
        LocalTypicality = image.Scores.LocalTypicality,
        LatentDistance = image.Scores.LatentDistance,
        Pc1 = image.Scores.Pc1,
        Pc2 = image.Scores.Pc2,
        PeakX = image.Scores.PeakX,
        PeakY = image.Scores.PeakY,
        Tiles = image.Scores.Tiles,
    };
}
