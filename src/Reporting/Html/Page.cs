namespace InspectFlow.Reporting.Html;

/// <summary>The frame of a report page: one file with its style and script inside, which needs nothing from anywhere.</summary>
internal static class Page
{
    /// <summary>Makes a page.</summary>
    /// <param name="title">The page's title.</param>
    /// <param name="body">What it shows.</param>
    /// <param name="style">Style beside the common one.</param>
    /// <param name="script">A script that makes the page more comfortable; it must work without.</param>
    public static string Render(string title, Markup body, string style = "", string script = "") => Markup.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <style>
        {new Markup(PageStyle.Css)}
        {new Markup(style)}
        </style>
        </head>
        <body>
        {body}
        {(script.Length == 0 ? default : new Markup($"<script>\n{script}\n</script>"))}
        </body>
        </html>

        """).Text;
}
