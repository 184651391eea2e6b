namespace InspectFlow.Reporting.Storage;

/// <summary>How an image in the review queue stands.</summary>
public enum ReviewState
{
    /// <summary>It is flagged or drawn for audit, and nobody has judged it.</summary>
    Open,

    /// <summary>Somebody looked and was unsure.</summary>
    Unsure,

    /// <summary>It has a verdict, good or defective.</summary>
    Decided,

    /// <summary>A later calibration took its flag back before anybody judged it.</summary>
    Dropped,
}
