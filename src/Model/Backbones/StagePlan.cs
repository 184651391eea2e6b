namespace InspectFlow.Model.Backbones;

/// <summary>The units of a network up to the next halving of the resolution.</summary>
/// <param name="Name">The last layer's name in the file.</param>
/// <param name="Stride">The pixels of the picture for one position after the stage.</param>
/// <param name="Units">The units.</param>
/// <param name="Closing">
/// The batch norm that the next stage begins with, which with its rectifier counts to this one (pre-activation); null for
/// networks that have none there.
/// </param>
internal sealed record StagePlan(string Name, int Stride, IReadOnlyList<UnitPlan> Units, string? Closing = null)
{
    /// <summary>Gets the channels that go out.</summary>
    public int Channels => Units[^1].Path[^1].Outputs;

    /// <summary>Gets the convolutions in order.</summary>
    public IEnumerable<ConvolutionPlan> Convolutions =>
        Units.SelectMany(u => u.Shortcut is null ? u.Path : u.Path.Append(u.Shortcut));
}
