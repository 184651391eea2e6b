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
    /// <summary>Calibrates what is in force on the line's good images as they are now; those that cannot be read are told of.</summary>
    /// <param name="inForce">The model.</param>
    /// <param name="request">What the calibration is to be.</param>
    /// <param name="cancellationToken">Stops between two batches; nothing is stored then.</param>
    /// <returns>The calibration as stored.</returns>
    /// <exception cref="CalibrationException">The images are too few, or their scores not finite.</exception>
    public async Task<CalibrationResult> FromGoodImagesAsync(InForce inForce, CalibrationRequest request, CancellationToken cancellationToken)
    {
        var found = await CalibrationImages.FindAsync(session, inForce.Bundle, cancellationToken).ConfigureAwait(false);
        var result = await FromImagesAsync(inForce.Model, inForce.Bundle, found.Files, request, cancellationToken).ConfigureAwait(false);
        return result with { Failed = [.. found.Problems, .. result.Failed] };
    }

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
        var scored = await ScoreAsync(bundle, files, cancellationToken).ConfigureAwait(false);
        return FromScores(model, scored with { References = WithoutOwn(bundle, scored.References) }, request, CalibrationSource.HeldOut);
    }

    /// <summary>Scores images as every scan does, and calibrates nothing.</summary>
    /// <param name="bundle">The model's file.</param>
    /// <param name="files">Good images that the model has not learned from.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>The scores.</returns>
    public async Task<CalibrationScores> ScoreAsync(ModelBundle bundle, IReadOnlyList<SourceFile> files, CancellationToken cancellationToken)
    {
        var references = new List<ReferenceScore>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var failed = new List<string>();
        var maps = new MapScaleSampler();
        var jointMaps = new MapScaleSampler();
        using var pipeline = pipelines.Open(bundle, session.Line.Scan.BatchSize, MapKinds.Joint);
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
                        maps.Add(image.Map?.Values ?? []);
                        jointMaps.Add(image.JointMap?.Value.Values ?? []);
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
        return new(references, maps.ToScale(), failed, jointMaps.IsEmpty ? null : jointMaps.ToScale());
    }

    /// <summary>Calibrates on scores made for it.</summary>
    /// <param name="model">The model as stored.</param>
    /// <param name="scored">The scores.</param>
    /// <param name="request">What the calibration is to be.</param>
    /// <param name="source">Where the scores come from, <see cref="CalibrationSource.HeldOut"/> or <see cref="CalibrationSource.CrossScoredBy"/>.</param>
    /// <returns>The calibration as stored.</returns>
    /// <exception cref="CalibrationException">The images are too few, or their scores not finite.</exception>
    public CalibrationResult FromScores(ModelRecord model, CalibrationScores scored, CalibrationRequest request, string source) => Store(
        model,
        Values(model, scored.References, request.Score),
        scored.References,
        request,
        source,
        pipelines.Precision,
        JsonSerializer.Serialize(new CalibrationDetails(scored.MapScale, scored.JointMapScale), LineJson.Options),
        scored.Failed);

    /// <summary>Calibrates on the scores that another calibration of the model left behind; needs no images.</summary>
    /// <param name="source">The calibration whose reference scores are used.</param>
    /// <param name="request">What the calibration is to be.</param>
    /// <returns>The calibration as stored.</returns>
    /// <exception cref="CalibrationException">The sample does not support a percentile asked for.</exception>
    public CalibrationResult FromStored(CalibrationRecord source, CalibrationRequest request)
    {
        var model = session.Store.GetModel(source.ModelId)!;
        var references = session.Store.GetReferenceScores(source.Id);

        // An imported calibration brings the scores by which it decides and no others.
        var scores = references.Count > 0
            ? Values(model, references, request.Score)
            : string.Equals(source.Score, request.Score, StringComparison.Ordinal)
                ? source.Calibration.Reference
                : throw new CalibrationException(
                    $"calibration {source.Id} was imported and has scores of {source.Score} only; calibrate by {request.Score} with --images.", 0);
        return Store(model, scores, references, request, CalibrationSource.IsCrossScored(source.Source) ? source.Source : CalibrationSource.Stored, source.Precision, source.Details, []);
    }

    // Good images that have come since are new to the model's references in any case.
    private static IReadOnlyList<ReferenceScore> WithoutOwn(ModelBundle bundle, IReadOnlyList<ReferenceScore> references)
    {
        var own = JsonSerializer.Deserialize<SplitManifest>(bundle.Metadata.SplitJson, LineJson.Options)!
            .Calibrate.Select(e => e.ContentHash).ToHashSet(StringComparer.Ordinal);
        var scores = JointWithoutOwn.Of(
            bundle,
            [.. references.Select(r => r.LastScale)],
            [.. references.Select(r => r.Peak)],
            [.. references.Select(r => r.Joint)],
            [.. references.Select(r => own.Contains(r.ContentHash))]);
        return scores is null ? references : [.. references.Zip(scores, (reference, score) => reference with { Joint = score })];
    }

    private static ReferenceScores Values(ModelRecord model, IReadOnlyList<ReferenceScore> references, string score) =>
        references.Count > 0 && references.All(r => r.Value(score) is null)
            ? throw new CalibrationException(
                $"The model {model.Path} ({model.Family}) gives no {score}. Calibrate by {string.Join(" or ", ScoreNames.All.Where(n => references.All(r => r.Value(n) is not null)))}.",
                references.Count)
            : new(references.Select(r => r.Value(score) ?? double.NaN));

    private CalibrationResult Store(
        ModelRecord model,
        ReferenceScores scores,
        IReadOnlyList<ReferenceScore> references,
        CalibrationRequest request,
        string source,
        string precision,
        string details,
        IReadOnlyList<string> failed)
    {
        var calibration = Calibrator.Calibrate(scores, request.Percentiles);
        if (CalibrationSource.IsCrossScored(source))
        {
            // With the calibration itself, so that it is said wherever that goes.
            calibration = calibration with
            {
                Warnings =
                [
                    .. calibration.Warnings,
                    $"These thresholds are approximate ({source}): the models that scored the images are not the one in use, which learned from all of them.",
                ],
            };
        }

        var record = session.Store.AddCalibration(
            new NewCalibration
            {
                LineId = session.Record.Id,
                ModelId = model.Id,
                Score = request.Score,
                Precision = precision,
                Source = source,
                Calibration = calibration,
                Details = details,
            },
            [.. references]);
        if (request.Activate)
        {
            session.Store.Activate(session.Record.Id, model.Id, record.Id, request.By);
        }

        return new(record, request.Activate, failed, ThresholdImage.Of(references, request.Score, calibration.Review.Value));
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
        LastScale = image.Scores.LastScale,
        Joint = image.Scores.Joint,
    };
}
