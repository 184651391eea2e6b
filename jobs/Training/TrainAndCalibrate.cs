using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Console;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>Trains a line's model and sets its thresholds: everything up to a usable calibration.</summary>
internal static class TrainAndCalibrate
{
    /// <summary>Runs both.</summary>
    /// <param name="session">The line.</param>
    /// <param name="options">How to train.</param>
    /// <param name="activate">Puts the result in force even where another model is.</param>
    /// <param name="context">Shows progress.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from there.</param>
    /// <returns>The model and its calibration.</returns>
    public static async Task<TrainAndCalibrateResult> RunAsync(
        LineSession session, TrainingOptions options, bool activate, CommandContext context, CancellationToken cancellationToken)
    {
        var began = session.Time.GetTimestamp();
        session = AutomaticPreprocessing.Settle(session, cancellationToken);
        var line = session.Line;
        var runner = new CalibrationRunner(session, new PipelineFactory(line, session.Time));
        TrainedModel model;
        using (var progress = context.Progress("training", "steps"))
        {
            var relay = new Relay(progress, parts: 1 + (line.Calibration.Folds ?? 0));
            var training = new TrainingRunner(session, relay);
            model = line.Calibration.Folds is { } folds
                ? await new CrossScoring(session, training, runner, relay.Begin).RunAsync(folds, options, cancellationToken).ConfigureAwait(false)
                : await training.RunAsync(options, cancellationToken).ConfigureAwait(false);
        }

        var score = DecidingScore.Of(line, model.Record);
        var request = new CalibrationRequest
        {
            Score = score.Name,
            Percentiles = line.Calibration.Percentiles,
            Activate = activate || session.Store.CurrentActivation(session.Record.Id) is null,
            By = "train",
        };
        var calibration = model.CrossScores is { } cross
            ? runner.FromScores(model.Record, cross.Scores, request, CalibrationRunner.CrossScoredBy(cross.Folds))
            : await runner.FromImagesAsync(model.Record, model.Bundle, model.CalibrationFiles, request, cancellationToken).ConfigureAwait(false);
        foreach (var file in model.CrossScores?.Files ?? [])
        {
            File.Delete(file);
        }

        GoodGallery.Complete(session, model.Record, model.Bundle, cancellationToken);
        return new(line, model, score, calibration, session.Time.GetElapsedTime(began));
    }

    private sealed class Relay(IProgress<ProgressUpdate> progress, int parts) : IProgress<TrainingProgress>
    {
        private string part = string.Empty;
        private int begun;
        private int before;
        private int latest;

        // The parts that are still to come are taken to be as long as this one.
        public void Begin(string name)
        {
            part = name + ", ";
            begun++;
            before += latest;
            latest = 0;
        }

        public void Report(TrainingProgress value)
        {
            latest = value.Step;
            var select = value.SelectBitsPerDim is { } bits
                ? FormattableString.Invariant($", select {bits:F3}")
                : string.Empty;
            progress.Report(new(
                before + value.Step,
                value.TotalSteps is { } total ? before + (total * (parts - Math.Max(0, begun - 1))) : null,
                FormattableString.Invariant($"{part}{value.ImagesPerSecond:F0} images/s, {value.Loss:F3} {value.Unit}{select}")));
        }
    }
}
