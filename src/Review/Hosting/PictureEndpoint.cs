using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Http;

namespace InspectFlow.Review;

/// <summary>Gives pictures from the database by their hash, never by a path.</summary>
internal static class PictureEndpoint
{
    public const string Pattern = "/pictures/{sha256:regex(^[0-9a-f]{{64}}$)}";

    public static IResult Get(string sha256, InspectionStore store, HttpResponse response)
    {
        if (store.GetPicture(sha256) is not { } picture)
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(picture.Bytes, picture.MediaType);
    }
}
