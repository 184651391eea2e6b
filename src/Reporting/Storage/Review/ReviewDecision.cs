namespace InspectFlow.Reporting.Storage;

/// <summary>Why an image is in the review queue.</summary>
public enum ReviewDecision
{
    /// <summary>Its score is above the review threshold.</summary>
    Review,

    /// <summary>Its score is above the reject threshold, or is not finite.</summary>
    Reject,

    /// <summary>It was drawn at random from the unflagged images of its run.</summary>
    Audit,
}
