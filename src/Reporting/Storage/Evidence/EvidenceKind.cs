namespace InspectFlow.Reporting.Storage;

/// <summary>What a kept picture shows.</summary>
public enum EvidenceKind
{
    /// <summary>The source picture, made small for cards and lists.</summary>
    Thumbnail,

    /// <summary>The model's local map over the source picture in gray, made small for lists.</summary>
    Map,

    /// <summary>The source picture, large enough to judge it.</summary>
    Picture,

    /// <summary>The model's local map alone, clear where nothing is unusual, to be laid over all of the source picture.</summary>
    Layer,

    /// <summary>The place where the local map is highest, at the source's own resolution or enlarged, with the peak marked.</summary>
    Crop,
}
