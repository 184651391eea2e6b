using System.Text.Json.Serialization;

namespace InspectFlow.Ingest;

/// <summary>
/// How a line's light is to be evened out. Light is smooth, so a grid of <see cref="Side"/> × <see cref="Side"/> over the
/// region of interest holds it, whatever the pictures' size; it travels inside the model.
/// </summary>
public sealed record FlatField
{
    /// <summary>The number of cells across the grid and down.</summary>
    public const int Side = 128;

    /// <summary>Gets the width of the pictures that it is for, in pixels of the whole upright picture.</summary>
    public required int Width { get; init; }

    /// <summary>Gets their height.</summary>
    public required int Height { get; init; }

    /// <summary>Gets the factors, grid after grid for each channel, blue first; positive, 1 on the average light.</summary>
    [JsonConverter(typeof(FloatsConverter))]
    public required float[] Gain { get; init; }

    /// <summary>Gets what a pixel has without light, laid out alike, in the pictures' own units; null for nothing.</summary>
    [JsonConverter(typeof(FloatsConverter))]
    public float[]? Dark { get; init; }

    /// <summary>Gets the bits of a value of the dark frame, 8 or 16; 0 without one.</summary>
    public int DarkBits { get; init; }

    /// <summary>Gets the SHA-256 of the reference frame's file, lower-case hex; null for the mean of the fitting images.</summary>
    public string? ReferenceSha256 { get; init; }

    /// <summary>Gets the SHA-256 of the dark frame's file; null for none.</summary>
    public string? DarkSha256 { get; init; }

    /// <summary>Counts the channels.</summary>
    /// <returns>1 or 3.</returns>
    public int CountChannels() => Gain.Length / (Side * Side);
}
