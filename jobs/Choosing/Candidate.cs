using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Choosing;

/// <summary>A form of model that a line could be inspected by.</summary>
/// <param name="Line">The line with this family and this size of pictures.</param>
/// <param name="TimeShare">The share of the training time that it takes to try it beside the first.</param>
/// <param name="Pictures">The time that it takes besides, in pictures scored by the first.</param>
internal sealed record Candidate(LineDefinition Line, double TimeShare, int Pictures = 0)
{
    /// <summary>Gets what it is called, for a person.</summary>
    public string Name => FormattableString.Invariant($"{Line.Model.Family} at {Line.Preprocessing.Width}×{Line.Preprocessing.Height}");
}
