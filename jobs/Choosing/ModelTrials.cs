using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Threads;
using InspectFlow.Jobs.Training;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Choosing;

/// <summary>
/// Trains a line's model, and where the line leaves family or size to the product, the other forms worth trying
/// (<see cref="Candidates"/>), and keeps the one that best tells painted defects from good images: the same defects, of families that none
/// learned from, on the same *select* images for all.
/// </summary>
internal sealed class ModelTrials(LineSession session, CommandContext context)
{
    // With steps given, a flow over pixels takes one for so many of the network's: about the same share of the time as by the clock.
    private const int NetworkStepsPerPixelStep = 10;

    /// <summary>Trains and chooses.</summary>
    /// <param name="options">How; the line's own, with the command line's changes. The time is for everything.</param>
    /// <param name="progress">Told of the first model's steps.</param>
    /// <param name="cancellationToken">Stops at the next step; the same call goes on from there.</param>
    /// <returns>The model, stored, and the line with the family and size that it has.</returns>
    /// <exception cref="TrainingDataException">There are too few good images, or too few for the percentiles asked for.</exception>
    public async Task<(LineSession Session, TrainedModel Model)> RunAsync(
        TrainingOptions options, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        var line = session.Line;
        var good = await GoodImageSet.ReadAsync(line, options.Seed, session.Time, cancellationToken).ConfigureAwait(false);
        var split = GoodImageSplit.Plan(line, good.Images, options.Seed, cancellationToken);
        SupportedPercentiles.Require(line, split.Manifest.Calibrate.Count);
        var tiles = TileTime.Of(good.Images, split.Manifest, line.ToArchitecture(), LineThreads.Count(line.Threads));
        var device = FlowDevice.Choose(line.Device, line.DeviceFallback, notice: null);
        var others = Candidates.Beside(line, good.Images, split.Manifest, options, TrainingOptions.DefaultMinutes(device.type));
        var alone = TrainingTime.ForTrainingAlone(options, good.Images.Images.Count, tiles);
        var first = new TrainingRunner(session, progress) { PicturesBeside = others.Sum(o => o.Pictures) };
        if (others.Count == 0)
        {
            return (session, await first.TrainAsync(good, split, alone, cancellationToken).ConfigureAwait(false));
        }

        var rest = alone with { Minutes = alone.TotalMinutes() * (1 - others.Sum(o => o.TimeShare)) };
        List<Tried> tried = [new(new(line, 1), first, good, await first.FitAsync(good, split.Manifest, rest, name: null, beside: null, cancellationToken).ConfigureAwait(false))];
        IReadOnlyList<string> failures;
        try
        {
            failures = await TryAsync(others, tried, split.Manifest, alone, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // The checkpoints stay, from which the same call goes on.
            tried.ForEach(t => File.Delete(t.Model.Bundle.Path));
            throw;
        }

        return Keep(tried, split, failures);
    }

    // Adds to those tried, and gives what is to be said of those that could not be: what was learned at the pictures' own size is worth
    // keeping all the same.
    private async Task<IReadOnlyList<string>> TryAsync(
        IEnumerable<Candidate> others, List<Tried> tried, SplitManifest split, TrainingOptions options, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var other in others)
        {
            try
            {
                tried.Add(await TryAsync(other, split, options, tried[0].Model, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failures.Add($"{other.Name} could not be tried: {e.Message}");
            }
        }

        return failures;
    }

    private async Task<Tried> TryAsync(
        Candidate candidate, SplitManifest split, TrainingOptions options, FittedModel beside, CancellationToken cancellationToken)
    {
        using var progress = context.Progress($"trying {candidate.Name}", "steps");
        var runner = new TrainingRunner(session.With(candidate.Line), new TrainingRelay(progress));
        var good = await GoodImageSet.ReadAsync(candidate.Line, options.Seed, session.Time, cancellationToken).ConfigureAwait(false);
        var share = options with
        {
            Minutes = options.TotalMinutes() * candidate.TimeShare,
            Steps = options.Steps is { } steps ? Math.Max(1, steps / NetworkStepsPerPixelStep) : null,
        };
        return new(candidate, runner, good, await runner.FitAsync(good, split, share, name: null, beside, cancellationToken).ConfigureAwait(false));
    }

    // Those that are not chosen are gone with their files. Where a defect could not be painted there is nothing to compare by.
    private (LineSession Session, TrainedModel Model) Keep(List<Tried> tried, GoodImageSplit split, IReadOnlyList<string> failures)
    {
        var trials = tried.Select(t => Recommendation(t) is { } recommended ? new ModelTrial(t.Candidate.Name, recommended, session.Line.Calibration.Score) : null).ToList();
        var comparison = trials.Count == 1 || trials.Contains(null) ? null : ModelChooser.Choose([.. trials.OfType<ModelTrial>()]);
        var chosen = tried[comparison?.Chosen ?? 0];
        tried.Where(t => t != chosen).ToList().ForEach(t => t.Model.Drop());
        string[] choice = [.. comparison is null ? [] : new[] { comparison.Reason }, .. failures];
        return (
            session.With(chosen.Candidate.Line),
            chosen.Runner.Keep(chosen.Good, split, chosen.Model, choice.Length > 0 ? string.Join("; ", choice) : null));
    }

    private static ScoreRecommendation? Recommendation(Tried tried) =>
        tried.Model.Bundle.Metadata.References.TryGetValue(DecidingScore.ReferenceName, out var json)
            ? JsonSerializer.Deserialize<ScoreRecommendation>(json, LineJson.Options)
            : null;

    private sealed record Tried(Candidate Candidate, TrainingRunner Runner, GoodImageSet Good, FittedModel Model);
}
