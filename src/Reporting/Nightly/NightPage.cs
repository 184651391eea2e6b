using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Html;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The report's page, from its sections.</summary>
internal static class NightPage
{
    public static string Render(
        NightReport report, IReadOnlyList<NightItem> items, IReadOnlyList<ExtremalSample> samples, DateTimeOffset written)
    {
        // Charts show a content once; of its files the worst stands first.
        var cards = items.GroupBy(i => i.Row.ContentHash, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return Page.Render(
            $"{report.Line}, {Numbers.ShortTime(report.Tonight.Run.NominalAt)}",
            Markup.Of(
                $"""
                <nav aria-label="sections"><a href="#flagged">Flagged</a><a href="#charts">Charts</a><a href="#extremes">Extremal samples</a><a href="#unreadable">Unreadable files</a><a href="#nights">The last {report.Options.RunNoun}s</a><a href="{ReportFiles.Scores}">{ReportFiles.Scores}</a><a href="{ReportFiles.Json}">{ReportFiles.Json}</a></nav>
                {SummarySection.Draw(report)}
                {FlaggedSection.Draw(report, items)}
                {ChartsSection.Draw(report, cards)}
                {ExtremesSection.Draw(report, samples, cards)}
                {UnreadableSection.Draw(report)}
                {NightsSection.Draw(report)}
                {Footer(report, written)}
                """),
            NightStyle.Css,
            NightScript.Code);
    }

    private static Markup Footer(NightReport report, DateTimeOffset written) => Markup.Of(
        $"""
        <footer>
        <p>All numbers of this page are in <a href="{ReportFiles.Json}">{ReportFiles.Json}</a>; all images in <a href="{ReportFiles.Scores}">{ReportFiles.Scores}</a>.
        Model <code>{report.Model.Sha256}</code> ({report.Model.Family}, {report.Calibration.Precision}), calibration <code>{report.Calibration.Id}</code>,
        run <code>{report.Tonight.Run.Id}</code>. Written {Numbers.Time(written)} by InspectFlow.</p>
        </footer>
        """);
}
