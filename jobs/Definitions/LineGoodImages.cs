using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Definitions;

/// <summary>The pictures of good parts from which a line's model and its calibration are made.</summary>
public sealed record LineGoodImages
{
    /// <summary>Gets the folders that hold pictures of good parts and nothing else.</summary>
    [Required]
    [MinLength(1, ErrorMessage = "must name at least one folder of pictures of good parts")]
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Gets which files below those folders are taken; <c>*</c> stands for any part of a name, <c>**</c> for any folders.</summary>
    /// <value>The default is <c>**/*</c>.</value>
    [Required]
    [DefaultValue("**/*")]
    public string Glob { get; init; } = "**/*";

    /// <summary>Gets which images belong together (same part, lot or time), so that no split parts them.</summary>
    [Required]
    public GroupingOptions Grouping { get; init; } = new();

    /// <summary>Gets how large the parts are that fit the model, choose, and calibrate. The training's seed chooses what goes where.</summary>
    [Required]
    public SplitOptions Split { get; init; } = new();
}
