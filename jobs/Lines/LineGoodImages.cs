using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Lines;

/// <summary>The pictures of good parts that a line learns from, and how they are divided.</summary>
public sealed record LineGoodImages
{
    /// <summary>Gets the folders that hold pictures of good parts and nothing else.</summary>
    [Required]
    [MinLength(1, ErrorMessage = "must name at least one folder of pictures of good parts")]
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Gets which files below those folders are taken.</summary>
    /// <value>The default is <c>**/*</c>.</value>
    [Required]
    [DefaultValue("**/*")]
    public string Glob { get; init; } = "**/*";

    /// <summary>Gets which pictures belong together, so that none of them calibrates what another has trained.</summary>
    [Required]
    public GroupingOptions Grouping { get; init; } = new();

    /// <summary>Gets the shares of fitting, selecting and calibrating. Its seed is that of the training.</summary>
    [Required]
    public SplitOptions Split { get; init; } = new();
}
