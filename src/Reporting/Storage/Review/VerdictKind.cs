namespace InspectFlow.Reporting.Storage;

/// <summary>What a person says of an image.</summary>
public enum VerdictKind
{
    /// <summary>The part is good: a flag on it is a false alarm.</summary>
    Good,

    /// <summary>The part is defective.</summary>
    Defective,

    /// <summary>The picture does not tell; somebody else should look.</summary>
    Unsure,

    /// <summary>Nothing any more: the only verdict there was has been taken back.</summary>
    Withdrawn,
}
