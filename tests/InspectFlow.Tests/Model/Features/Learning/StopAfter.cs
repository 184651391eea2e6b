using InspectFlow.Model;

namespace InspectFlow.Tests.Model.Features.Learning;

/// <summary>Stops a run after a step.</summary>
internal static class StopAfter
{
    /// <summary>Cancels when the step is done.</summary>
    public static void CancelAfterStep(this CancellationTokenSource stop, LearnedEncoderProgress progress, int step)
    {
        if (progress.Step == step)
        {
            stop.Cancel();
        }
    }
}
