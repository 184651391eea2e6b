using System.ComponentModel.DataAnnotations;
using InspectFlow.Reporting.Extremal;

namespace InspectFlow.Reporting.Nightly;

/// <summary>What a report shows.</summary>
public sealed record NightReportOptions
{
    /// <summary>Gets the report's heading, without the line's name.</summary>
    /// <value>The default is <c>Inspection report</c>.</value>
    public string Title { get; init; } = "Inspection report";

    /// <summary>Gets what one run is called.</summary>
    /// <value>The default is <c>night</c>.</value>
    public string RunNoun { get; init; } = "night";

    /// <summary>Gets the most flagged images that get a card on the page, the worst; all are in the table.</summary>
    /// <value>The default is 500.</value>
    [Range(0, 5000)]
    public int FlaggedCards { get; init; } = 500;

    /// <summary>Gets with how many runs before it a run is compared.</summary>
    /// <value>The default is 30.</value>
    [Range(0, 365)]
    public int History { get; init; } = 30;

    /// <summary>Gets the most unreadable files that the page lists; all are in the table.</summary>
    /// <value>The default is 100.</value>
    [Range(0, 5000)]
    public int UnreadableFiles { get; init; } = 100;

    /// <summary>Gets the extremal samples and the charts' detail.</summary>
    [Required]
    public ExtremalOptions Extremal { get; init; } = new();
}
