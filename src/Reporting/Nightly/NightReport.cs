using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>What a report of a run tells, without its pictures. Its size is bounded by the options, however large the run.</summary>
public sealed record NightReport
{
    /// <summary>Gets what the report shows.</summary>
    public required NightReportOptions Options { get; init; }

    /// <summary>Gets the line's name.</summary>
    public required string Line { get; init; }

    /// <summary>Gets the model that scored.</summary>
    public required ModelRecord Model { get; init; }

    /// <summary>Gets the calibration that decided.</summary>
    public required CalibrationRecord Calibration { get; init; }

    /// <summary>Gets how that calibration's good images lie.</summary>
    public required DriftBands Bands { get; init; }

    /// <summary>Gets the run itself.</summary>
    public required Night Tonight { get; init; }

    /// <summary>Gets the runs before it, the earliest first.</summary>
    public required IReadOnlyList<Night> Before { get; init; }

    /// <summary>Gets the counts, charts and extremes of the run.</summary>
    public required ExtremalCollector Images { get; init; }

    /// <summary>Gets the worst of the flagged images, the worst first.</summary>
    public required IReadOnlyList<InspectionRow> Flagged { get; init; }

    /// <summary>Gets the first of the files that could not be read.</summary>
    public required IReadOnlyList<UnreadableRow> Unreadable { get; init; }

    /// <summary>Gets what the maps' colours mean; null for a model without maps.</summary>
    public MapLegend? Legend { get; init; }

    /// <summary>Gets all runs that the report tells of, the earliest first.</summary>
    public IEnumerable<Night> Nights => Before.Append(Tonight);

    /// <summary>Gets the images that the page shows with pictures, some of them twice.</summary>
    public IEnumerable<InspectionRow> Shown => Flagged.Concat(Images.Samples().Select(s => s.Row));
}
