using System.Globalization;
using InspectFlow.Reporting.Export;
using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Http;

namespace InspectFlow.Review;

/// <summary>Gives a line's images with verdicts as a zip file, written while they are read.</summary>
internal static class ExportEndpoint
{
    public const string Pattern = "/line/export";

    public static async Task Get(HttpContext context, ReviewSiteOptions options, InspectionStore store, TimeProvider time)
    {
        var name = context.Request.Query["line"].ToString();
        if (options.Lines.FirstOrDefault(l => string.Equals(l.Name, name, StringComparison.Ordinal)) is not { } line)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var response = context.Response;
        response.ContentType = "application/zip";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"verdicts-{time.GetUtcNow():yyyyMMdd-HHmmss}.zip\"");
        var export = new VerdictExport(store, VerdictExport.In(line.SourceFolder));
        var body = new BufferedStream(response.BodyWriter.AsStream(), 1 << 16);
        await using var closed = body.ConfigureAwait(false);
        await Task.Run(() => export.WriteZip(line.Id, body, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
    }
}
