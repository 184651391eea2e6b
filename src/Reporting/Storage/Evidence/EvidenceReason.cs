namespace InspectFlow.Reporting.Storage;

/// <summary>Why a picture is kept.</summary>
public enum EvidenceReason
{
    /// <summary>Its image is put to review or rejected.</summary>
    Flagged,

    /// <summary>Its image is among the extremes of a run.</summary>
    Extremal,

    /// <summary>Its image is in the random sample of unflagged images, by which a miss can be noticed.</summary>
    Audit,
}
