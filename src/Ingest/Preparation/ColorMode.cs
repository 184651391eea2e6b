namespace InspectFlow.Ingest;

/// <summary>How many channels a prepared image has.</summary>
public enum ColorMode
{
    /// <summary>One channel: luma (ITU-R BT.601 weights) of colour pictures.</summary>
    Gray,

    /// <summary>Three channels, red first; gray pictures fill all three alike.</summary>
    Rgb,
}
