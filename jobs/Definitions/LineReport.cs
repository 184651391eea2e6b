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
}
