namespace InspectFlow.Reporting.Export;

/// <summary>Where an exported image's pixels come from.</summary>
public enum ExportedFrom
{
    /// <summary>The source file itself, whose content is the one that was judged.</summary>
    File,

    /// <summary>The large picture that the database keeps: 8 bits, compressed, at most 2,048 pixels on the longer side.</summary>
    Picture,

    /// <summary>The small picture that the database keeps; older runs kept no other.</summary>
    Thumbnail,

    /// <summary>Nowhere: the source has moved on and no picture was kept, so there is no file.</summary>
    Nothing,
}
