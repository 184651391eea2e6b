namespace InspectFlow.Reporting.Storage;

/// <summary>What a kept picture shows.</summary>
public enum EvidenceKind
{
    /// <summary>The source picture, made smaller.</summary>
    Thumbnail,

    /// <summary>The model's local map over the source picture.</summary>
    Map,
}
