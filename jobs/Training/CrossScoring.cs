using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Threads;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// Trains for lines with few good images (cross-conformal prediction; Vovk, "Cross-conformal predictors", 2015): a model for
/// each fold, which scores the fold that it has not seen by the normal scoring path, then the model that is used, on all
/// images. Training time is shared evenly. What a finished fold scored is kept in a file, so that a killed run goes on.
/// </summary>
internal sealed class CrossScoring(LineSession session, TrainingRunner training, CalibrationRunner calibration, Action<string> onPart)
{
    private static readonly JsonSerializerOptions Json = new(LineJson.Options)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Trains all models.</summary>
    /// <param name="folds">The number of folds.</param>
    /// <param name="options">How to train; the time is for everything.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from there.</param>
    /// <returns>The model that is used, with the scores of all folds.</returns>
    /// <exception cref="TrainingDataException">There are too few good images, or too few for the percentiles asked for.</exception>
    /// <exception cref="SplitException">There are fewer groups of them than folds.</exception>
    public async Task<TrainedModel> RunAsync(int folds, TrainingOptions options, CancellationToken cancellationToken)
    {
        var line = session.Line;
        var good = await GoodImageSet.ReadAsync(line, options.Seed, session.Time, cancellationToken).ConfigureAwait(false);
        var images = good.Images.Images;
        SupportedPercentiles.Require(line, images.Count);
        var groups = ImageGrouping.Group(images, line.RequireGoodImages().Grouping, cancellationToken);
        var plan = new FoldPlanner(folds, line.RequireGoodImages().Split with { Seed = options.Seed }).Plan(groups.Entries);
        // Each of the trainings has references to take, and each image is scored once more.
        var tiles = plan.Folds.Append(plan.Final)
            .Sum(s => TileTime.Of(good.Images, s, line.ToArchitecture(), LineThreads.Count(line.Threads)));
        var share = TrainingTime.ForTrainingAlone(options, images.Count * (folds + 1), tiles);
        share = share with { Minutes = share.TotalMinutes() / (folds + 1) };
        Directory.CreateDirectory(session.ModelFolder);
        var parts = new List<CalibrationScores>();
        var files = new List<string>();
        foreach (var (index, split) in plan.Folds.Index())
        {
            onPart(FormattableString.Invariant($"fold {index + 1} of {folds}"));
            files.Add(Path.Combine(session.ModelFolder, $"fold-{Key(split, share)}.json"));
            parts.Add(await ScoreAsync(good, split, share, files[^1], cancellationToken).ConfigureAwait(false));
        }

        onPart("the model itself");
        var model = await training.TrainAsync(good, new(plan.Final, groups.Warnings), share, cancellationToken).ConfigureAwait(false);
        return model with { CrossScores = new(folds, CalibrationScores.Pool(parts), files) };
    }

    private async Task<CalibrationScores> ScoreAsync(
        GoodImageSet good, SplitManifest split, TrainingOptions options, string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            return JsonSerializer.Deserialize<CalibrationScores>(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false), Json)!;
        }

        var model = await training.FitAsync(
            good, split, options, Path.GetFileNameWithoutExtension(file), beside: null, cancellationToken).ConfigureAwait(false);
        var held = split.Calibrate.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        var scores = await calibration.ScoreAsync(
            model.Bundle, [.. good.Files.Where(f => held.Contains(f.RelativePath))], cancellationToken).ConfigureAwait(false);
        var beside = file + ".tmp";
        await File.WriteAllTextAsync(beside, JsonSerializer.Serialize(scores, Json), cancellationToken).ConfigureAwait(false);
        File.Move(beside, file, overwrite: true);
        model.Drop();
        return scores;
    }

    // All that decides the scores: with other options or images the fold is another one.
    private string Key(SplitManifest split, TrainingOptions options)
    {
        var line = session.Line;
        string?[] files = [line.Model.Backbone, line.Preprocessing.FlatField?.Reference, line.Preprocessing.FlatField?.Dark];
        var all = new
        {
            line.Preprocessing,
            Architecture = line.ToArchitecture(),
            split,
            options,
            PeakPercent = line.PeakPercentOf(line.Model.Family),
            line.Scan.Precision,
            Files = files.Select(Digest),
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(all, LineJson.Options)))[..12];
    }

    // A missing file is the business of whoever opens it.
    private static string? Digest(string? path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
