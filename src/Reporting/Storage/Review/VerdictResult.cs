namespace InspectFlow.Reporting.Storage;

/// <summary>What became of a verdict.</summary>
/// <param name="CaptureId">The image, by its capture's id.</param>
/// <param name="IsStored">Whether it was stored; false when somebody else's came first.</param>
/// <param name="Latest">The version that stands now; null when there is none.</param>
public sealed record VerdictResult(string CaptureId, bool IsStored, VerdictRecord? Latest);
