namespace InspectFlow.Jobs.Pipeline;

/// <summary>The maps that scored images carry beside the one that every image has (<see cref="ScoredImage.Map"/>).</summary>
[Flags]
public enum MapKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The local NLL map itself (<see cref="ScoredImage.NllMap"/>).</summary>
    Nll = 1,

    /// <summary>The joint map (<see cref="ScoredImage.JointMap"/>).</summary>
    Joint = 2,
}
