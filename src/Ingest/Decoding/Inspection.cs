namespace InspectFlow.Ingest;

/// <summary>What a file's structure tells before its pixels are decoded.</summary>
internal readonly record struct Inspection
{
    public const string Truncated = "the file is cut short; copy it again";
    public const string Damaged = "the file is damaged; copy it again";
    public const string Animated = "the file holds several pictures; save one picture per file";
    public const string Cmyk = "the picture is in CMYK colours; save it as RGB or gray";

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Gets what is wrong with the file, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>Gets a value indicating whether pixels may be transparent.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>Gets a value indicating whether the file is a JPEG, which can be decoded at a fraction of its size.</summary>
    public bool IsJpeg { get; init; }

    /// <summary>Gets the EXIF orientation, 1 to 8, that is still to be applied to the decoded pixels.</summary>
    public int Orientation { get; init; }
}
