using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Definitions;

/// <summary>What a line's report shows.</summary>
public sealed record LineReport
{
    /// <summary>Gets how many images each end of a score's range is shown with.</summary>
    /// <value>The default is 12.</value>
    [Range(1, 200)]
    [DefaultValue(12)]
    public int ExtremalCount { get; init; } = 12;

    /// <summary>Gets the most flagged images that the page shows with pictures, the worst; the tables have all.</summary>
    /// <value>The default is 500.</value>
    [Range(0, 5000)]
    [DefaultValue(500)]
    public int FlaggedCards { get; init; } = 500;
}
