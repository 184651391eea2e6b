using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Storage;

/// <summary>What became of one <see cref="CaptureResult"/>.</summary>
/// <param name="CaptureId">The capture's id.</param>
/// <param name="Path">The path that was given.</param>
/// <param name="IsDuplicate">Whether another path of the line has the same content.</param>
/// <param name="IsNew">Whether the decision or failure is new; false when the database had it already.</param>
/// <param name="Scores">The scores that stand, or null when the file can't be read.</param>
/// <param name="Decision">The decision made of them, or null when the file can't be read.</param>
public sealed record WrittenCapture(
    string CaptureId,
    string Path,
    bool IsDuplicate,
    bool IsNew,
    ScoreValues? Scores,
    Decision? Decision);
