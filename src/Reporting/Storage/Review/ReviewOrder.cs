namespace InspectFlow.Reporting.Storage;

/// <summary>The order of the review queue.</summary>
public enum ReviewOrder
{
    /// <summary>The farthest above its line's threshold first: margins in units of the threshold's distance from the median of good images.</summary>
    Worst,

    /// <summary>The latest decision first.</summary>
    Newest,
}
