namespace InspectFlow.Jobs.Doctor;

/// <summary>How much a finding of the doctor matters.</summary>
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but perhaps not as wished.</summary>
    Warn,

    /// <summary>Does not work.</summary>
    Fail,
}
