using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The run in a few sentences: what a person should know before looking at anything.</summary>
internal static class Headline
{
    /// <summary>Gives the sentences.</summary>
    public static IEnumerable<string> Of(NightReport report)
    {
        if (report.Tonight.Run is { Status: not RunStatus.Completed } run)
        {
            yield return run.Status switch
            {
                RunStatus.Failed => $"This run failed: {VisibleText.Of(run.Error ?? "no reason is recorded")}. What follows is what it came to.",
                RunStatus.Running => "This run is still under way. What follows is what there is so far.",
                _ => "This run was stopped before its end; the next one goes on with it.",
            };
        }

        yield return Flagged(report);
        if (Comparison(report) is { } comparison)
        {
            yield return comparison;
        }

        if (report.Tonight.Run.Unreadable is > 0 and var unreadable)
        {
            yield return $"{Numbers.Count(unreadable, "file", "files")} could not be read.";
        }

        foreach (var drift in report.Tonight.Drift.Where(d => d.IsAlarm))
        {
            var side = drift.Quantiles.P50 > drift.AlarmAt ? "above the 95 %" : "below the 5 %";
            yield return $"Drift: the median of {drift.Score}, {Numbers.Of(drift.Quantiles.P50)}, lies {side} quantile of the good images, {Numbers.Of(drift.AlarmAt)}. Look at light, camera and parts before trusting the thresholds.";
        }
    }

    private static string Flagged(NightReport report)
    {
        var (images, night) = (report.Images, report.Tonight);
        if (images.Count == 0)
        {
            return night.Run switch
            {
                { Unreadable: > 0 } => $"No image could be inspected: every new file was unreadable.{Latest(report)}",
                { Known: > 0 } => $"There was nothing new to inspect: all {Numbers.Count(night.Run.Known, "file", "files")} had been decided on before.{Latest(report)}",
                { Listed: 0 } when Earlier(report) is { } earlier =>
                    $"There was nothing to inspect: the source has no file at all, and had {Numbers.Count(earlier.Run.Listed)} on {Numbers.ShortTime(earlier.Run.NominalAt)} UTC. Is it mounted?",
                _ => "There was nothing to inspect.",
            };
        }

        return images.Flagged == 0
            ? $"None of {Numbers.Count(images.Count, "image", "images")} was flagged."
            : $"{Numbers.Count(images.Flagged)} of {Numbers.Count(images.Count, "image", "images")} {(images.Flagged == 1 ? "was" : "were")} flagged ({Numbers.Percent(images.Percent(images.Flagged))}): {Numbers.Count(images.Rejected)} rejected, {Numbers.Count(images.ToReview)} to review.";
    }

    private static Night? Earlier(NightReport report) => report.Before.Where(n => n.Run.Listed > 0).MaxBy(n => n.Run.NominalAt);

    // Its page has just been replaced by this one.
    private static string Latest(NightReport report) => report.Before.Where(n => n.Run.Decided > 0).MaxBy(n => n.Run.NominalAt) is { } night
        ? $" The latest {report.Options.RunNoun} with images, of {Numbers.ShortTime(night.Run.NominalAt)} UTC, flagged {Numbers.Count(night.Flagged)} of {Numbers.Count(night.Run.Decided)}; 'report --run {night.Run.Id}' writes its page again."
        : string.Empty;

    private static string? Comparison(NightReport report)
    {
        var noun = report.Options.RunNoun;
        var all = report.Before.Where(n => n.FlaggedPercent is not null).ToList();
        var before = all.Where(n =>
            n.Run.Status is RunStatus.Completed && string.Equals(n.Run.CalibrationId, report.Calibration.Id, StringComparison.Ordinal)).ToList();
        if (report.Images.Percent(report.Images.Flagged) is not { } tonight)
        {
            return null;
        }

        if (before.Count == 0)
        {
            return $"It is the first {noun} with images{(all.Count > 0 ? " by these thresholds" : string.Empty)}, so there is nothing to compare with yet.";
        }

        var (low, high) = (before.Min(n => n.FlaggedPercent!.Value), before.Max(n => n.FlaggedPercent!.Value));
        var place = tonight > high ? "more than" : tonight < low ? "less than" : "within the range of";
        var usual = 100.0 * before.Sum(n => n.Flagged) / before.Sum(n => n.Run.Decided);
        return before.Count == 1
            ? $"The {noun} before had {Numbers.Percent(usual)}."
            : $"That is {place} the {before.Count} {noun}s before: {Numbers.Percent(low)} to {Numbers.Percent(high)}, {Numbers.Percent(usual)} in all.";
    }
}
