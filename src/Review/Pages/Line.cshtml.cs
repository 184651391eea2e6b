using System.Globalization;
using InspectFlow.Reporting.Charts;
using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;
using InspectFlow.Reporting.Thresholds;
using InspectFlow.Scoring;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace InspectFlow.Review.Pages;

/// <summary>A line: what it decides by, what people said of its decisions, what other thresholds would have done, and its drift.</summary>
/// <param name="site">The database, the lines, the clock, and who looks.</param>
internal sealed class LineModel(ReviewContext site) : ReviewPageModel(site)
{
    /// <summary>The job that decides on a line's images.</summary>
    public const string Job = "scan";

    /// <summary>How many runs the charts show.</summary>
    public const int ShownNights = 30;

    /// <summary>Over how many days verdicts can be looked at.</summary>
    public static readonly IReadOnlyList<int> Periods = [30, 90, 365];

    /// <summary>Gets the line.</summary>
    public ReviewLine Line { get; private set; } = null!;

    /// <summary>Gets the number of days looked at.</summary>
    public int Days { get; private set; } = Periods[0];

    /// <summary>Gets the calibration in force, or null.</summary>
    public CalibrationRecord? Calibration { get; private set; }

    /// <summary>Gets its model, or null.</summary>
    public ModelRecord? Model { get; private set; }

    /// <summary>Gets how good its thresholds are and what others would have done, or null.</summary>
    public ThresholdStudy? Study { get; private set; }

    /// <summary>Gets what people said of the images, by decision.</summary>
    public IReadOnlyList<VerdictTally> Tallies => Study is { } study ? [study.Reject, study.Review, study.Flagged, study.Audit] : [];

    /// <summary>Gets the threshold whose command is shown, or null.</summary>
    public ThresholdEffect? Chosen { get; private set; }

    /// <summary>Gets what was in force, the latest first.</summary>
    public IReadOnlyList<ActivationRecord> Activations { get; private set; } = [];

    /// <summary>Gets the line's calibrations, the latest first.</summary>
    public IReadOnlyList<CalibrationRecord> Calibrations { get; private set; } = [];

    /// <summary>Gets the line's models by their ids.</summary>
    public IReadOnlyDictionary<string, ModelRecord> Models { get; private set; } = new Dictionary<string, ModelRecord>(StringComparer.Ordinal);

    /// <summary>Gets the charts.</summary>
    public IReadOnlyList<IHtmlContent> Charts { get; private set; } = [];

    /// <summary>Gets how many judged images an export would hold.</summary>
    public long Exportable { get; private set; }

    /// <summary>Shows a line.</summary>
    /// <param name="days">Over how many days verdicts and thresholds are looked at.</param>
    /// <param name="percentile">The percentile whose command is shown, or null.</param>
    public IActionResult OnGet(int? days, double? percentile)
    {
        if (Site.Lines.FirstOrDefault(l => Query.Line is null || string.Equals(l.Name, Query.Line, StringComparison.Ordinal)) is not { } line)
        {
            return NotFound();
        }

        Line = line;
        Days = days is { } asked && Periods.Contains(asked) ? asked : Periods[0];
        Activations = Site.Store.ActivationHistory(line.Id);
        Calibrations = Site.Store.ListCalibrations(line.Id);
        Models = Site.Store.ListModels(line.Id).ToDictionary(m => m.Id, StringComparer.Ordinal);
        Exportable = Site.Store.CountReview(new() { LineIds = [line.Id], State = ReviewState.Decided }, QueueModel.CountLimit + 1);
        if (Activations.Count == 0)
        {
            return Page();
        }

        Calibration = Calibrations.First(c => string.Equals(c.Id, Activations[0].CalibrationId, StringComparison.Ordinal));
        Model = Models[Activations[0].ModelId];
        var now = Site.Time.GetUtcNow();
        Study = ThresholdStudy.Read(Site.Store, Calibration, Job, now.AddDays(-Days), now.AddDays(1));
        Chosen = Study.Effects.FirstOrDefault(e => percentile is { } p && Math.Abs(e.Threshold.Percentile - p) < 1e-9 && e.Role is null);
        Charts = [.. Draw(Calibration, Study, new NightReader(Site.Store).ReadNights(line.Id, Job, now.AddDays(1), ShownNights)).Select(m => new HtmlString(m.Text))];
        return Page();
    }

    /// <summary>Gives the address of this page with some of its choices changed.</summary>
    /// <param name="days">The number of days.</param>
    /// <param name="percentile">The percentile whose command is shown, or null.</param>
    public string At(int days, double? percentile) => new QueueQuery { Line = Site.Lines.Count > 1 ? Line.Name : null }.Url(
        "/line",
        ("days", days == Periods[0] ? null : days.ToString(CultureInfo.InvariantCulture)),
        ("percentile", percentile is { } p ? Format.Raw(p) : null));

    private static IEnumerable<Markup> Draw(CalibrationRecord calibration, ThresholdStudy study, IReadOnlyList<Night> nights)
    {
        if (study.Decided > 0)
        {
            yield return Effects(calibration, study);
        }

        if (nights.Count == 0)
        {
            yield break;
        }

        yield return NightCharts.Shares(nights, calibration, "night");
        foreach (var score in new[] { calibration.Score, ScoreNames.Nll }.Distinct(StringComparer.Ordinal))
        {
            if (nights.Any(n => string.Equals(n.Run.ModelId, calibration.ModelId, StringComparison.Ordinal) && n.DriftOf(score) is not null))
            {
                yield return NightCharts.Drift(nights, calibration.ModelId, score, "night");
            }
        }
    }

    private static Markup Effects(CalibrationRecord calibration, ThresholdStudy study)
    {
        var points = study.Effects.Select(e => new ThresholdPoint(
            e.Threshold.Value,
            100.0 * e.Flagged / study.Decided,
            100 - e.Threshold.Percentile,
            $"{Numbers.Of(e.Threshold.Percentile)} %: {Numbers.Count(e.Flagged, "image", "images")} flagged, {Numbers.Percent(100.0 * e.Flagged / study.Decided)}")).ToList();
        var lines = study.Effects.Where(e => e.Role is not null).Select(e => new ThresholdLine(e.Threshold.Value, e.Role!)).ToList();
        return NightCharts.Figure(
            "Flagged by other thresholds",
            new ThresholdChart(points, lines, ScoreTitles.Of(calibration.Score)).Draw(),
            Markup.Of(
                $"""
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><g class="effect"><path d="M0 7H14"/><circle cx="7" cy="7" r="3"/></g></svg>of {Numbers.Count(study.Decided, "image", "images")}</span>
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><path class="expected" d="M0 7H14"/></svg>expected of good parts alone</span>
                """),
            "The distance between both is defects, or parts unlike the calibration's.");
    }
}
