namespace InspectFlow.Ingest;

/// <summary>How a picture is brought to the prepared size.</summary>
public enum FitMode
{
    /// <summary>Both sides are scaled to fit, each by its own factor.</summary>
    Stretch,

    /// <summary>One factor, so that all of the picture is inside; it is centred and the rest is filled.</summary>
    Pad,

    /// <summary>One factor, so that the picture covers everything; what reaches over is cut off evenly.</summary>
    Crop,
}
