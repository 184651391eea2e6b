using System.Globalization;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>A model trained and calibrated.</summary>
/// <param name="Model">The model.</param>
/// <param name="Score">The score that decides.</param>
/// <param name="Calibration">Its calibration.</param>
/// <param name="Elapsed">How long it took altogether.</param>
internal sealed record TrainAndCalibrateResult(TrainedModel Model, DecidingScore Score, CalibrationResult Calibration, TimeSpan Elapsed)
{
    /// <summary>Tells a person what came out and where it is.</summary>
    public void Describe(TextWriter output)
    {
        var split = Model.Split;
        var summary = Model.Summary;
        var invariant = CultureInfo.InvariantCulture;
        output.WriteLine(string.Create(
            invariant,
            $"images       {split.Fit.Count} fitted, {split.Select.Count} to select on, {Calibrating()} to calibrate on, {Model.Failed.Count} unreadable"));
        if (Model.Tiles is { } tiles)
        {
            output.WriteLine($"tiles        {tiles}");
        }

        output.WriteLine(string.Create(
            invariant,
            $"training     {summary.Steps} steps, best at {summary.BestStep}, {summary.ImagesPerSecond:F0} images/s{Selected(summary)}"));
        output.WriteLine($"score        {Score}");
        Calibration.Describe(output);
        output.WriteLine($"model        {Model.Record.Path}");
        output.WriteLine(string.Create(invariant, $"took         {Elapsed.TotalMinutes:F1} minutes"));
        foreach (var warning in Model.Warnings.Concat(Model.Failed.Select(f => $"unreadable: {f}")))
        {
            output.WriteLine($"warning      {warning}");
        }
    }

    private string Calibrating() => Model.CrossScores is { } cross
        ? string.Create(CultureInfo.InvariantCulture, $"all of them in {cross.Folds} folds")
        : Model.Split.Calibrate.Count.ToString(CultureInfo.InvariantCulture);

    // A flow over features was not stopped by a likelihood.
    private static string Selected(TrainingSummary summary) => summary.SelectBitsPerDim is { } bits
        ? FormattableString.Invariant($", select {bits:F3} bits/dim")
        : string.Empty;
}
