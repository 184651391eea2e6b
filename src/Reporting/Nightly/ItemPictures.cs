using InspectFlow.Reporting.Pictures;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The pictures of an image in a report's folder, by their paths relative to it; null where there is none.</summary>
public sealed record ItemPictures
{
    /// <summary>Gets the image made smaller.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>Gets the image as large as it is kept.</summary>
    public string? Full { get; init; }

    /// <summary>Gets the model's map over the image.</summary>
    public string? Map { get; init; }

    /// <summary>Gets the scale on which the map was painted: an earlier calibration's where the image was kept then.</summary>
    public MapScale? Scale { get; init; }

    /// <summary>Gets the image round the map's peak.</summary>
    public string? Crop { get; init; }

    /// <summary>Gets the good image of the training set that looks most like it.</summary>
    public GoodNeighbour? Good { get; init; }
}
