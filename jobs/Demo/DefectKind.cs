namespace InspectFlow.Jobs.Demo;

/// <summary>What can be wrong with a demo part.</summary>
public enum DefectKind
{
    /// <summary>A meandering scratch with a raised burr.</summary>
    Scratch,

    /// <summary>A shallow dent with a raised rim.</summary>
    Dent,

    /// <summary>A dried stain of coolant, darker at its rim.</summary>
    Stain,

    /// <summary>One of the holes was not drilled.</summary>
    MissingHole,

    /// <summary>A bite out of the edge.</summary>
    ChippedEdge,
}
