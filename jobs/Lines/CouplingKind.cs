namespace InspectFlow.Jobs.Lines;

/// <summary>What a coupling layer does to the half that it changes.</summary>
public enum CouplingKind
{
    /// <summary>Scales and shifts it (RealNVP, 2017).</summary>
    Affine,

    /// <summary>Shifts it only, so that the volume stays (NICE, 2015).</summary>
    Additive,
}
