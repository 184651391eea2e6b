using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace InspectFlow.Review;

/// <summary>Style sheets and scripts, embedded in the assembly. Their address carries a hash of their content, so browsers keep them for good.</summary>
internal sealed record Asset(byte[] Bytes, string MediaType, string Version)
{
    private const string Folder = "assets/";

    private static readonly FrozenDictionary<string, Asset> All = Load();

    /// <summary>Gives the address of an asset.</summary>
    /// <param name="name">Its file's name.</param>
    public static string Url(string name) => $"/{Folder}{name}?v={All[name].Version}";

    /// <summary>Answers a request for an asset.</summary>
    public static IResult Get(string name, HttpResponse response)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Bytes, asset.MediaType);
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(n => n[Folder.Length..], n => Read(assembly, n), StringComparer.Ordinal);
    }

    private static Asset Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var type = Path.GetExtension(resource) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };
        return new(bytes, type, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
    }
}
