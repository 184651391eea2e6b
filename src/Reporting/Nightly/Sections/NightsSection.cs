using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The runs as a table: the numbers behind the charts.</summary>
internal static class NightsSection
{
    public static Markup Draw(NightReport report) => Markup.Of(
        $"""
        <section id="nights">
        <h2>The last {report.Options.RunNoun}s</h2>
        <p class="soft">The latest first. Everything is in <a href="{ReportFiles.Nights}">{ReportFiles.Nights}</a> and <a href="{ReportFiles.Drift}">{ReportFiles.Drift}</a>.</p>
        <div class="scroll"><table>
        <thead><tr><th>scheduled for, UTC</th><th>status</th><th class="n">scanned</th><th class="n">flagged</th><th class="n">share</th><th class="n">rejected</th><th class="n">unreadable</th><th class="n">nll, median</th><th>score</th><th class="n">its median</th><th>drift</th><th class="n">took</th></tr></thead>
        <tbody>{Markup.Join(report.Nights.Reverse().Select(Row))}</tbody>
        </table></div>
        </section>
        """);

    private static Markup Row(Night night)
    {
        var run = night.Run;
        var score = night.Calibration?.Score;
        var alarms = night.Drift.Where(d => d.IsAlarm).Select(d => d.Score).ToList();
        var drift = alarms.Count > 0 ? "out: " + string.Join(", ", alarms) : night.Drift.Count > 0 ? "inside" : "–";
        return Markup.Of(
            $"""
            <tr><td>{Numbers.ShortTime(run.NominalAt)}</td><td>{Status(run.Status)}</td><td class="n">{run.Decided:#,0}</td><td class="n">{night.Flagged:#,0}</td><td class="n">{Numbers.Percent(night.FlaggedPercent)}</td><td class="n">{run.Reject:#,0}</td><td class="n">{run.Unreadable:#,0}</td><td class="n">{Median(night.DriftOf(ScoreNames.Nll))}</td><td>{score ?? "–"}</td><td class="n">{Median(score is null ? null : night.DriftOf(score))}</td><td>{drift}</td><td class="n">{Numbers.Duration(night.Duration)}</td></tr>

            """);
    }

    private static string Median(ScoreDrift? drift) => Numbers.Of(drift?.Quantiles.P50);

    private static string Status(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "stopped",
        RunStatus.Running => "under way",
        _ => "interrupted",
    };
}
