using System.Globalization;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>A model trained and calibrated.</summary>
/// <param name="Line">The line, with all that it left to the product settled.</param>
/// <param name="Model">The model.</param>
/// <param name="Score">The score that decides.</param>
/// <param name="Calibration">Its calibration.</param>
/// <param name="Elapsed">How long it took altogether.</param>
internal sealed record TrainAndCalibrateResult(
    LineDefinition Line, TrainedModel Model, DecidingScore Score, CalibrationResult Calibration, TimeSpan Elapsed)
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
        output.WriteLine($"model        {Family()}");
        output.WriteLine($"pictures     {Size()}{Alignment()}, {Color()}");
        if (Model.Choice is { } choice)
        {
            output.WriteLine($"compared     {choice}");
        }

        if (Model.Tiles is { } tiles)
        {
            output.WriteLine($"tiles        {tiles}");
        }

        output.WriteLine(string.Create(
            invariant,
            $"training     {summary.Steps} steps, best at {summary.BestStep}, {summary.ImagesPerSecond:F0} images/s{Selected(summary)}"));
        output.WriteLine($"score        {Score}");
        Calibration.Describe(output, Line.SourceFile);
        output.WriteLine($"file         {Model.Record.Path}");
        output.WriteLine(string.Create(invariant, $"took         {Elapsed.TotalMinutes:F1} minutes"));
        foreach (var warning in Model.Warnings.Concat(Model.Failed.Select(f => $"unreadable: {f}")))
        {
            output.WriteLine($"warning      {warning}");
        }
    }

    private string Family() => (Line.Model.Family, Line.HasDefaultFamily) switch
    {
        (not FlowArchitecture.Feature, true) when Model.Choice is not null => $"{Line.Model.Family}, better than feature on this line's painted defects",
        (FlowArchitecture.Feature, true) => "feature, the default: what it learns from good pictures finds more than flows over pixels",
        (var family, true) => $"{family}, since the line asks for what only flows over pixels have",
        (var family, false) => $"{family}, as asked for",
    };

    private string Size() => FormattableString.Invariant($"{Line.Preprocessing.Width}×{Line.Preprocessing.Height} pixels, ") +
        (Line.HasAutomaticSize ? PictureSize.Reason + (Model.Choice is null ? string.Empty : ", or what was compared with it") : Line.NamesItsSize ? "as asked for" : "the default of flows over pixels");

    private string Alignment() => (Line.Preprocessing.Alignment, Line.HasAutomaticAlignment) switch
    {
        (null, _) => string.Empty,
        (var box, true) => FormattableString.Invariant($", around the part, {box.Width}×{box.Height} of the camera's pixels, turned upright: it lies anyhow before an even background"),
        (var box, false) => FormattableString.Invariant($", around the part, {box.Width}×{box.Height} of the camera's pixels, turned upright, as asked for"),
    };

    private string Color() => (Line.Preprocessing.Color, Line.HasAutomaticColor) switch
    {
        (ColorMode.Rgb, true) => "in colour, as the good pictures have colours",
        (_, true) => "gray, as the good pictures have no colours",
        (ColorMode.Rgb, false) => "in colour",
        _ => "gray",
    };

    private string Calibrating() => Model.CrossScores is { } cross
        ? string.Create(CultureInfo.InvariantCulture, $"all of them in {cross.Folds} folds")
        : Model.Split.Calibrate.Count.ToString(CultureInfo.InvariantCulture);

    // A flow over features was not stopped by a likelihood.
    private static string Selected(TrainingSummary summary) => summary.SelectBitsPerDim is { } bits
        ? FormattableString.Invariant($", select {bits:F3} bits/dim")
        : string.Empty;
}
