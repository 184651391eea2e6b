namespace InspectFlow.Model;

/// <summary>How far the training of a <see cref="MapFlow"/> is.</summary>
/// <param name="Step">The steps taken.</param>
/// <param name="Share">How much of the run is done, 0 to 1.</param>
/// <param name="Loss">The last step's nats per feature.</param>
/// <param name="PicturesPerSecond">The pictures looked at in a second.</param>
internal sealed record MapFlowProgress(int Step, double Share, double Loss, double PicturesPerSecond);
