namespace InspectFlow.Ingest;

/// <summary>What became of a listed file.</summary>
public enum ItemStatus
{
    /// <summary>It was read and prepared, and has a row in the batch.</summary>
    Ready,

    /// <summary>Its content has been seen before; it was hashed but not decoded.</summary>
    Known,

    /// <summary>It cannot be used; the item's reason says why.</summary>
    Failed,

    /// <summary>It is still being written; the next run takes it.</summary>
    Waiting,
}
