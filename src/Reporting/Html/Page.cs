namespace InspectFlow.Reporting.Html;

/// <summary>The frame of a report page: one file with its style inside and no scripts.</summary>
internal static class Page
{
    public static string Render(string title, Markup body) => Markup.Of(
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
        </style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """).Text;
}
