using System.Globalization;
using InspectFlow.Reporting.Charts;
using InspectFlow.Reporting.Html;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The head of the page: what was found, in sentences and in numbers, each with the runs before it.</summary>
internal static class SummarySection
{
    public static Markup Draw(NightReport report)
    {
        var (run, images) = (report.Tonight.Run, report.Images);
        var nights = report.Nights.ToList();
        return Markup.Of(
            $"""
            <header>
            <h1>{report.Options.Title}: {report.Line}</h1>
            <p class="soft">{Numbers.Time(run.NominalAt)}, {Decided(report)}</p>
            <p class="headline">{string.Join(' ', Headline.Of(report))}</p>
            </header>
            <dl class="facts">
            {Fact("scanned", Numbers.Count(images.Count), Scanned(report), nights, n => n.Run.Decided, report)}
            {Fact("flagged", Numbers.Count(images.Flagged), "to review or rejected", nights, n => n.Flagged, report)}
            {Fact("flagged, share", Numbers.Percent(images.Percent(images.Flagged)), "of the images scanned", nights, n => n.FlaggedPercent, report, Numbers.Percent)}
            {Fact("rejected", Numbers.Count(images.Rejected), Share(images.Percent(images.Rejected)), nights, n => n.Run.Reject, report)}
            {Fact("unreadable", Numbers.Count(run.Unreadable), "files", nights, n => n.Run.Unreadable, report)}
            {Fact("took", Numbers.Duration(report.Tonight.Duration), Rate(report), nights, n => n.Duration?.TotalSeconds, report, s => s is { } t ? Numbers.Duration(TimeSpan.FromSeconds(t)) : "–")}
            </dl>
            """);
    }

    private static Markup Fact(
        string name, string value, string note, List<Night> nights, Func<Night, double?> number, NightReport report, Func<double?, string>? write = null)
    {
        var values = nights.Select(number).ToList();
        write ??= v => v is { } count ? Numbers.Count((long)count) : "–";
        var labels = nights.Select((n, i) => $"{Numbers.ShortTime(n.Run.NominalAt)}: {write(values[i])}").ToList();
        var before = values.SkipLast(1).OfType<double>().ToList();
        var noun = report.Options.RunNoun;
        var range = before.Count switch
        {
            0 => $"first {noun}",
            1 => $"{noun} before: {write(before[0])}",
            _ when before.Min().Equals(before.Max()) => $"{before.Count} {noun}s before: {write(before[0])} each",
            _ => $"{before.Count} {noun}s before: {write(before.Min())} to {write(before.Max())}",
        };
        return Markup.Of(
            $"""
            <div><dt>{name}</dt><dd>{value}</dd><dd class="note">{note}</dd>{new TinyBars(values, labels, report.Options.History + 1, $"{name}, run by run").Draw()}<dd class="note">{range}</dd></div>
            """);
    }

    private static string Scanned(NightReport report)
    {
        var parts = new List<string> { "images" };
        if (report.Images.Duplicates > 0)
        {
            parts.Add($"{Numbers.Count(report.Images.Duplicates, "copy", "copies")}");
        }

        if (report.Tonight.Run.Known > 0)
        {
            parts.Add($"{Numbers.Count(report.Tonight.Run.Known)} known before");
        }

        if (report.Tonight.Run.Waiting > 0)
        {
            parts.Add($"{Numbers.Count(report.Tonight.Run.Waiting)} still being written");
        }

        return string.Join(", ", parts);
    }

    private static string Share(double? percent) => percent is null ? "of none" : $"{Numbers.Percent(percent)} of the images";

    // The images are of all attempts, the time is of the latest.
    private static string Rate(NightReport report) => report.Tonight switch
    {
        { Run.Attempt: > 1 } => $"the latest of {Numbers.Count(report.Tonight.Run.Attempt)} attempts",
        { Duration: { TotalSeconds: > 0 } time } when report.Images.Count > 0 => $"{Numbers.Of(report.Images.Count / time.TotalSeconds)} images a second",
        _ => "from start to end",
    };

    private static string Decided(NightReport report)
    {
        var calibration = report.Calibration.Calibration;
        var reject = calibration.Reject is { } r
            ? string.Create(CultureInfo.InvariantCulture, $"rejected above {Numbers.Of(r.Value)} (percentile {r.Percentile:0.###})")
            : "no reject threshold";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"decided by {report.Calibration.Score} ({ScoreTitles.Of(report.Calibration.Score)}): to review above {Numbers.Of(calibration.Review.Value)} (percentile {calibration.Review.Percentile:0.###}), {reject}, calibrated on {calibration.Reference.Count:#,0} good images ({report.Calibration.Source}).");
    }
}
