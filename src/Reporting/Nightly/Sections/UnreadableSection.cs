using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The files that could not be read, with the reasons.</summary>
internal static class UnreadableSection
{
    public static Markup Draw(NightReport report)
    {
        var (files, total) = (report.Unreadable, report.Tonight.Run.Unreadable);
        if (files.Count == 0)
        {
            return Markup.Of($"""<section id="unreadable"><h2>Unreadable files</h2><p class="soft">Every file could be read.</p></section>""");
        }

        var all = files.Count < total ? $"The first {Numbers.Count(files.Count)} of {Numbers.Count(total)}; all are in " : "As a table in ";
        return Markup.Of(
            $"""
            <section id="unreadable">
            <h2>Unreadable files</h2>
            <p class="soft">They are tried again by every run. {all}<a href="{ReportFiles.Unreadable}">{ReportFiles.Unreadable}</a>.</p>
            <div class="scroll"><table>
            <thead><tr><th>file</th><th>reason</th><th class="n">tried</th><th class="n">bytes</th></tr></thead>
            <tbody>{Markup.Join(files.Select(Row))}</tbody>
            </table></div>
            </section>
            """);
    }

    private static Markup Row(UnreadableRow file) => Markup.Of(
        $"""
        <tr><td class="path"><bdi>{VisibleText.Of(file.Path)}</bdi></td><td>{VisibleText.Of(file.Reason)}</td><td class="n">{file.Attempts} ×</td><td class="n">{file.Size:#,0}</td></tr>

        """);
}
