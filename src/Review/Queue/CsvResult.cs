using InspectFlow.Reporting.Csv;
using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Mvc;

namespace InspectFlow.Review;

/// <summary>A table of images and verdicts to be saved by the browser, written row by row.</summary>
/// <param name="rows">The images.</param>
/// <param name="fileName">The file's name.</param>
internal sealed class CsvResult(IEnumerable<ReviewRow> rows, string fileName) : ActionResult
{
    /// <inheritdoc/>
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        var body = new BufferedStream(response.BodyWriter.AsStream(), 1 << 16);
        await using (body.ConfigureAwait(false))
        {
            CsvReports.WriteReview(body, rows);
        }
    }
}
