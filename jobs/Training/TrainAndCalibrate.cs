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
        TrainedModel model;
        using (var progress = context.Progress("training", "steps"))
        {
            model = await new TrainingRunner(session, new Relay(progress)).RunAsync(options, cancellationToken).ConfigureAwait(false);
        }

        var line = session.Line;
        var calibration = await new CalibrationRunner(session, new PipelineFactory(line, session.Time)).FromImagesAsync(
            model.Record,
            model.Bundle,
            model.CalibrationFiles,
            new CalibrationRequest
            {
                Score = line.DecidingScore,
                Percentiles = line.Calibration.Percentiles,
                Activate = activate || session.Store.CurrentActivation(session.Record.Id) is null,
                By = "train",
            },
            cancellationToken).ConfigureAwait(false);
        return new(model, calibration, session.Time.GetElapsedTime(began));
    }

    private sealed class Relay(IProgress<ProgressUpdate> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            var select = value.SelectBitsPerDim is { } bits
                ? FormattableString.Invariant($", select {bits:F3}")
                : string.Empty;
            progress.Report(new(
                value.Step,
                value.TotalSteps,
                FormattableString.Invariant($"{value.ImagesPerSecond:F0} images/s, {value.Loss:F3} bits/dim{select}")));
        }
    }
}
