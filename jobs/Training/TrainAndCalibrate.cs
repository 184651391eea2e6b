using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Choosing;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;
using InspectFlow.Model.Backbones;
using InspectFlow.Reporting.Storage;

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
        if (session.Line.Model.Backbone is { } backbone)
        {
            Backbone.RequireFile(backbone);
        }

        session = session.With(AutomaticPreprocessing.Settle(session.Line, session.Time, cancellationToken));
        (session, var model) = await TrainAsync(session, options, context, cancellationToken).ConfigureAwait(false);
        var line = session.Line;
        var runner = new CalibrationRunner(session, new PipelineFactory(line, session.Time));
        var score = DecidingScore.Of(line, model.Record);
        var request = new CalibrationRequest
        {
            Score = score.Name,
            Percentiles = line.Calibration.Percentiles,
            Activate = activate || session.Store.CurrentActivation(session.Record.Id) is null,
            By = "train",
        };
        var calibration = model.CrossScores is { } cross
            ? runner.FromScores(model.Record, cross.Scores, request, CalibrationSource.CrossScoredBy(cross.Folds))
            : await runner.FromImagesAsync(model.Record, model.Bundle, model.CalibrationFiles, request, cancellationToken).ConfigureAwait(false);
        GoodGallery.Complete(session, model.Record, model.Bundle, cancellationToken);

        // Until here a training that is stopped goes on from these.
        foreach (var file in (model.CrossScores?.Files ?? []).Append(model.Checkpoint))
        {
            File.Delete(file);
        }

        return new(line, model, score, calibration, session.Time.GetElapsedTime(began));
    }

    // Folds need all of the time for models of one form.
    private static async Task<(LineSession Session, TrainedModel Model)> TrainAsync(
        LineSession session, TrainingOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var folds = session.Line.Calibration.Folds;
        using var progress = context.Progress("training", "steps");
        var relay = new TrainingRelay(progress, parts: 1 + (folds ?? 0));
        if (folds is null)
        {
            return await new ModelTrials(session, context).RunAsync(options, relay, cancellationToken).ConfigureAwait(false);
        }

        var calibration = new CalibrationRunner(session, new PipelineFactory(session.Line, session.Time));
        var cross = new CrossScoring(session, new TrainingRunner(session, relay), calibration, relay.Begin);
        return (session, await cross.RunAsync(folds.Value, options, cancellationToken).ConfigureAwait(false));
    }
}
