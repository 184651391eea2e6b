using System.Security.Cryptography;

namespace InspectFlow.Reporting.Storage;

/// <summary>An encoded picture, known by the hash of its bytes.</summary>
public sealed record EncodedPicture
{
    private readonly string? sha256;

    /// <summary>Gets the media type: <c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Gets the width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Gets the height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Gets the encoded bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Gets the SHA-256 of the bytes, lower-case hexadecimal: the picture's identity.</summary>
    public string Sha256
    {
        get => sha256 ?? Convert.ToHexStringLower(SHA256.HashData(Bytes));
        init => sha256 = value;
    }

    /// <summary>Gets the file name's ending, with its dot.</summary>
    public string Extension => MediaType switch
    {
        "image/jpeg" => ".jpg",
        "image/webp" => ".webp",
        _ => ".png",
    };
}
